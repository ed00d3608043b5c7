package org.igniterealtime.openfire.plugin.fireside.host;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.admin.AdminManager;
import org.jivesoftware.openfire.auth.AuthFactory;
import org.jivesoftware.openfire.auth.ConnectionException;
import org.jivesoftware.openfire.auth.InternalUnauthenticatedException;
import org.jivesoftware.openfire.auth.UnauthorizedException;
import org.jivesoftware.openfire.event.UserEventDispatcher;
import org.jivesoftware.openfire.event.UserEventListener;
import org.jivesoftware.openfire.lockout.LockOutEventDispatcher;
import org.jivesoftware.openfire.lockout.LockOutEventListener;
import org.jivesoftware.openfire.lockout.LockOutFlag;
import org.jivesoftware.openfire.lockout.LockOutManager;
import org.jivesoftware.openfire.user.User;
import org.jivesoftware.openfire.user.UserAlreadyExistsException;
import org.jivesoftware.openfire.user.UserManager;
import org.jivesoftware.openfire.user.UserNotFoundException;
import org.xmpp.packet.JID;

/** The host's accounts and its authentication provider (its own table, LDAP, ...). Calls may block: lanes make them. */
public final class Accounts {

    /** How an attempt to authenticate ended. */
    public enum Verdict { ACCEPTED, REFUSED, UNREACHABLE }

    /** What became of an attempt to create an account. */
    public enum Creation { CREATED, TAKEN, NOT_ALLOWED }

    private final UserEventListener listener = new Listener();
    private volatile Consumer<String> passwordChanged = any -> { };
    private volatile Consumer<String> removed = any -> { };
    private volatile Consumer<String> locked = any -> { };
    private final LockOutEventListener lockOuts = new LockOuts();

    /** What happens to accounts; each takes the username, on the host's threads. */
    public void listen(Consumer<String> passwordChanged, Consumer<String> locked, Consumer<String> removed) {
        this.passwordChanged = passwordChanged;
        this.locked = locked;
        this.removed = removed;
        UserEventDispatcher.addListener(listener);
        LockOutEventDispatcher.addListener(lockOuts);
    }

    public void close() {
        UserEventDispatcher.removeListener(listener);
        LockOutEventDispatcher.removeListener(lockOuts);
    }

    /**
     * The username that the host would look up, when the text can be one.
     *
     * @param text {@code alice}, or {@code alice@domain} with the server's own domain
     */
    public Optional<String> username(String text) {
        String trimmed = text.strip();
        int at = trimmed.lastIndexOf('@');
        if (at >= 0) {
            if (!trimmed.substring(at + 1).equalsIgnoreCase(XMPPServer.getInstance().getServerInfo().getXMPPDomain())) {
                return Optional.empty();
            }
            trimmed = trimmed.substring(0, at);
        }
        try {
            String prepared = JID.nodeprep(JID.escapeNode(trimmed));
            return prepared == null || prepared.isEmpty() ? Optional.empty() : Optional.of(prepared);
        } catch (IllegalArgumentException | IllegalStateException unusable) {
            return Optional.empty();
        }
    }

    /** Asks the host's provider, which counts failures and honours its own lock-out. */
    public Verdict authenticate(String username, String password) {
        try {
            AuthFactory.authenticate(username, password);
            return usable(username) ? Verdict.ACCEPTED : Verdict.REFUSED;
        } catch (UnauthorizedException | IllegalArgumentException no) {
            return Unanswered.in(no).isPresent() || unanswering(username) ? Verdict.UNREACHABLE : Verdict.REFUSED;
        } catch (ConnectionException | InternalUnauthenticatedException | Outage down) {
            return Verdict.UNREACHABLE;
        }
    }

    // A provider that cannot try a password calls it wrong; asked for the account, it cannot hide that.
    private static boolean unanswering(String username) {
        try {
            UserManager.getUserProvider().loadUser(username);
            return false;
        } catch (UserNotFoundException nobody) {
            return Unanswered.in(nobody).isPresent();
        }
    }

    /**
     * Whether the account exists and is neither locked nor disabled.
     *
     * @throws Outage when that could not be found out
     */
    public boolean usable(String username) {
        return find(username).isPresent() && !locked(username);
    }

    /** Whether an admin, or the host itself, has locked it for now. */
    public boolean locked(String username) {
        return LockOutManager.getInstance().isAccountDisabled(username);
    }

    /** Whether there is such an account, for all that can be found out. */
    public boolean mayExist(String username) {
        try {
            return find(username).isPresent();
        } catch (Outage unknown) {
            return true;
        }
    }

    /** @throws Outage when that could not be found out */
    public Optional<Account> find(String username) {
        try {
            User user = UserManager.getInstance().getUser(username);
            String name = user.getName();
            return Optional.of(new Account(user.getUsername(), name == null || name.isBlank() ? username : name));
        } catch (UserNotFoundException nobody) {
            Unanswered.in(nobody).ifPresent(outage -> {
                throw outage;
            });
            return Optional.empty();
        }
    }

    /**
     * A digest that changes with the password, where the host keeps a SCRAM key for it (its own table does,
     * LDAP does not).
     *
     * @return hexadecimal SHA-256 of the stored key, or empty
     */
    public Optional<String> passwordMark(String username) {
        try {
            String key = AuthFactory.getStoredKey(username);
            return key == null || key.isEmpty() ? Optional.empty() : Optional.of(sha256(key));
        } catch (UnsupportedOperationException | UserNotFoundException none) {
            return Optional.empty();
        }
    }

    /** Whether an account administers the server. @param who bare */
    public boolean isAdmin(JID who) {
        return AdminManager.getInstance().isUserAdmin(who, false);
    }

    /** Whether people may create accounts by themselves (XEP-0077, a setting of the host). */
    public boolean registrationOpen() {
        return XMPPServer.getInstance().getIQRegisterHandler().isInbandRegEnabled()
            && !UserManager.getUserProvider().isReadOnly();
    }

    public Creation create(String username, String password, String email) {
        if (!registrationOpen()) {
            return Creation.NOT_ALLOWED;
        }
        try {
            UserManager.getInstance().createUser(username, password, null, email.isBlank() ? null : email);
            return Creation.CREATED;
        } catch (UserAlreadyExistsException taken) {
            return Creation.TAKEN;
        } catch (UnsupportedOperationException readOnly) {
            return Creation.NOT_ALLOWED;
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private final class Listener implements UserEventListener {
        @Override
        public void userCreated(User user, Map<String, Object> params) {
            // Nobody waits for it.
        }

        @Override
        public void userDeleting(User user, Map<String, Object> params) {
            removed.accept(user.getUsername());
        }

        @Override
        public void userModified(User user, Map<String, Object> params) {
            if ("passwordModified".equals(params.get("type"))) {
                passwordChanged.accept(user.getUsername());
            }
        }
    }

    private final class LockOuts implements LockOutEventListener {
        @Override
        public void accountLocked(LockOutFlag flag) {
            if (Accounts.this.locked(flag.getUsername())) {
                locked.accept(flag.getUsername());
            }
        }

        @Override
        public void accountUnlocked(String username) {
            // The account may log in again; nothing of it runs here.
        }

        @Override
        public void lockedAccountDenied(String username) {
            // The log-in form has answered already.
        }
    }
}
