package org.igniterealtime.openfire.plugin.fireside.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.host.Accounts;
import org.igniterealtime.openfire.plugin.fireside.host.Settings;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;

/**
 * Who is logged in, by the token in his cookie. The token is random, 256 bits, and kept as its digest; a log-in ends when
 * it is revoked, unused for too long, when the account is gone or locked, or when its password has changed. Blocks.
 */
public final class Logins {
    private static final Duration NOTE_SEEN = Duration.ofMinutes(5);

    private final LoginStore store;
    private final Accounts accounts;
    private final Settings settings;
    private final SecureRandom random = new SecureRandom();
    // What was read a moment ago needs no database: pages open while it is down.
    private final Cache<String, Login> known = Caffeine.newBuilder().maximumSize(50_000)
        .expireAfterWrite(Duration.ofMinutes(10)).executor(Runnable::run).build();

    public Logins(Database database, Accounts accounts, Settings settings) {
        this.store = new LoginStore(database);
        this.accounts = accounts;
        this.settings = settings;
    }

    /** A log-in that has just been made: its token is seen here only. */
    public record Fresh(Login login, String token) {
    }

    /** @param username of an account that has just been authenticated */
    public Fresh begin(String username, String device, String address, boolean kept) {
        String token = token(32);
        Instant now = Instant.now();
        Login login = new Login(token(9), username, shortened(device), address, kept,
            accounts.passwordMark(username).orElse(""), now, now);
        store.add(login, digest(token));
        known.put(digest(token), login);
        return new Fresh(login, token);
    }

    /** The log-in of a cookie, when it still holds. */
    public Optional<Login> find(String token, String address) {
        if (token.isEmpty() || token.length() > 100) {
            return Optional.empty();
        }
        String digest = digest(token);
        Login login = known.getIfPresent(digest);
        if (login == null) {
            login = store.find(digest).filter(this::holds).orElse(null);
            if (login == null) {
                return Optional.empty();
            }
            known.put(digest, login);
        } else if (accounts.locked(login.username())) {
            // A lock that begins later is told to nobody when it begins.
            known.invalidate(digest);
            return Optional.empty();
        }
        return Optional.of(noteSeen(digest, login, address));
    }

    // Each ten minutes anew: the account may be gone, locked, or have another password by now.
    private boolean holds(Login login) {
        Duration lasts = login.kept() ? settings.keptLogin() : settings.shortLogin();
        boolean current = login.seen().plus(lasts).isAfter(Instant.now()) && accounts.usable(login.username());
        boolean samePassword = login.mark().isEmpty()
            || accounts.passwordMark(login.username()).map(login.mark()::equals).orElse(true);
        if (!current || !samePassword) {
            store.remove(login.id());
            return false;
        }
        return true;
    }

    private Login noteSeen(String digest, Login login, String address) {
        Instant now = Instant.now();
        if (login.seen().plus(NOTE_SEEN).isAfter(now)) {
            return login;
        }
        Login seen = login.seenAt(now, address);
        known.put(digest, seen);
        try {
            store.seen(seen);
        } catch (Outage later) {
            // Noted with the next page.
            return seen;
        }
        return seen;
    }

    /** Whether a log-in has been revoked since it was found; asked of running sessions. */
    public boolean holdsStill(Login login) {
        return store.of(login.username()).stream().anyMatch(each -> each.id().equals(login.id()) && holds(each));
    }

    /** All of an account, last seen first. */
    public List<Login> of(String username) {
        return store.of(username);
    }

    /** @return whether it was this account's */
    public boolean end(String username, String id) {
        boolean own = store.of(username).stream().anyMatch(login -> login.id().equals(id));
        if (own) {
            store.remove(id);
            known.asMap().values().removeIf(login -> login.id().equals(id));
        }
        return own;
    }

    /** Ends all of an account's log-ins: its password has changed, or it is gone. */
    public void endAll(String username) {
        known.asMap().values().removeIf(login -> login.username().equals(username));
        store.removeAll(username);
    }

    /** Removes what has not been used for too long. */
    public void expire() {
        store.expire(true, Instant.now().minus(settings.keptLogin()));
        store.expire(false, Instant.now().minus(settings.shortLogin()));
    }

    private String token(int bytes) {
        byte[] token = new byte[bytes];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static String digest(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String shortened(String device) {
        String text = device == null ? "" : device.strip();
        return text.length() <= 200 ? text : text.substring(0, 200);
    }
}
