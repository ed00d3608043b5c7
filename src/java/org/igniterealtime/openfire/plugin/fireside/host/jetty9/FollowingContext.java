package org.igniterealtime.openfire.plugin.fireside.host.jetty9;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A context that stops and starts with its server and moves on to the next one.
 * COMPAT: Jetty does not manage a handler that was added to a running collection, and a started one refuses another
 * server. Openfire before 4.6 adds ours that way when the plugin is reloaded, and makes a new server at each restart
 * of HTTP-bind, which then failed altogether ({@code HttpBindManager.start}; later releases stop and start each
 * handler themselves).
 */
final class FollowingContext extends ServletContextHandler {

    private static final Logger log = LoggerFactory.getLogger(FollowingContext.class);

    private final LifeCycle.Listener follower = new Follower();
    private boolean stoppedByServer;

    FollowingContext() {
        super(NO_SESSIONS | NO_SECURITY);
    }

    @Override
    public void setServer(Server server) {
        super.setServer(server);
        if (stoppedByServer && server != null) {
            follow(server);
        }
    }

    @Override
    protected void doStart() throws Exception {
        stoppedByServer = false;
        follow(getServer());
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (!stoppedByServer) {
            getServer().removeLifeCycleListener(follower);
        }
    }

    private void follow(Server server) {
        server.removeLifeCycleListener(follower);
        server.addLifeCycleListener(follower);
    }

    private final class Follower extends AbstractLifeCycle.AbstractLifeCycleListener {

        @Override
        public void lifeCycleStopping(LifeCycle server) {
            if (isRunning()) {
                stoppedByServer = true;
                stopQuietly();
            }
        }

        @Override
        public void lifeCycleStarted(LifeCycle server) {
            if (stoppedByServer && server == getServer()) {
                startQuietly();
            }
        }

        private void stopQuietly() {
            try {
                FollowingContext.this.stop();
            } catch (Exception e) {
                log.error("Fireside's pages did not stop in order", e);
            }
        }

        private void startQuietly() {
            try {
                FollowingContext.this.start();
            } catch (Exception e) {
                log.error("Fireside's pages did not start again", e);
            }
        }
    }
}
