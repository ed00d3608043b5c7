package org.igniterealtime.openfire.plugin.fireside.feature;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.igniterealtime.openfire.plugin.fireside.annex.Annex;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.commands.Commands;
import org.igniterealtime.openfire.plugin.fireside.component.Offer;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.files.Files;
import org.igniterealtime.openfire.plugin.fireside.host.Accounts;
import org.igniterealtime.openfire.plugin.fireside.host.Blocking;
import org.igniterealtime.openfire.plugin.fireside.host.HostRelations;
import org.igniterealtime.openfire.plugin.fireside.host.Inquiries;
import org.igniterealtime.openfire.plugin.fireside.host.Rosters;
import org.igniterealtime.openfire.plugin.fireside.host.Server;
import org.igniterealtime.openfire.plugin.fireside.host.Settings;
import org.igniterealtime.openfire.plugin.fireside.host.VCards;
import org.igniterealtime.openfire.plugin.fireside.page.Nav;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.page.Web;
import org.igniterealtime.openfire.plugin.fireside.previews.Previews;
import org.igniterealtime.openfire.plugin.fireside.previews.RemotePictures;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.session.Actions;
import org.igniterealtime.openfire.plugin.fireside.session.Disco;
import org.igniterealtime.openfire.plugin.fireside.session.Logins;
import org.igniterealtime.openfire.plugin.fireside.session.PreferenceStore;
import org.igniterealtime.openfire.plugin.fireside.session.Sessions;
import org.igniterealtime.openfire.plugin.fireside.session.Signals;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.thumbs.Thumbs;
import org.igniterealtime.openfire.plugin.fireside.view.Views;

/**
 * The rooms of the platform, as the features see them.
 *
 * @param files a directory for what the plugin keeps on disk, which may not be there yet
 * @param pictures of other servers; empty where there is no place to keep them
 * @param offers takes what a feature answers at the service
 */
public record Platform(Server server, Accounts accounts, Rosters rosters, VCards vcards, Blocking blocking, Events events, Stamp stamp,
                       Archive archive, PubSub pubsub,
                       Sessions sessions, Signals signals, Actions actions, Disco disco, Logins logins, PreferenceStore preferences,
                       Database database, HostRelations relations, Inquiries inquiries, Settings settings, Views views,
                       Shell shell, Nav nav, Web web, Path files, Files uploads, Thumbs thumbs,
                       Previews previews, Optional<RemotePictures> pictures, Optional<Annex> annex,
                       Commands commands, Consumer<Offer> offers) {
}
