import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.igniterealtime.smack.inttest.Configuration;
import org.igniterealtime.smack.inttest.SmackIntegrationTestFramework;
import org.igniterealtime.smack.inttest.SmackIntegrationTestFramework.TestRunResult;
import org.igniterealtime.smack.inttest.XmppConnectionDescriptor;
import org.igniterealtime.smack.inttest.XmppConnectionManager;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.pubsub.packet.PubSub;

/**
 * Runs Smack's own integration tests of publish-subscribe, on Smack's class path alone. Prints a line for each:
 * {@code test | Class.method | passed}, "failed: why" or "not possible: why"; {@code asked | address} for each service asked.
 * Arguments: host port domain one two three (accounts, all with the password "secret").
 */
public class SmackPubSubTests {
    private static final Set<String> ASKED = new TreeSet<>();

    /** A connection that remembers whom it asks. Openfire 4.2.0 does not answer a stream's end, for which Smack waits. */
    public static class Watched extends XMPPTCPConnection {
        public Watched(XMPPTCPConnectionConfiguration configuration) {
            super(configuration);
            addStanzaSendingListener(stanza -> ASKED.add(String.valueOf(stanza.getTo())), PubSub.class::isInstance);
        }

        @Override
        public void disconnect() {
            instantShutdown();
        }
    }

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        XmppConnectionManager.addConnectionDescriptor(XmppConnectionDescriptor
            .buildWith(Watched.class, XMPPTCPConnectionConfiguration.class, XMPPTCPConnectionConfiguration.Builder.class)
            .withNickname("watched").applyExtraConfiguration(builder -> builder.setPort(port)).build());
        set("host", arguments[0]);
        set("service", arguments[2]);
        set("securityMode", "disabled");
        set("defaultConnection", "watched");
        set("enabledConnections", "watched");
        List<String> numbers = List.of("One", "Two", "Three");
        for (String number : numbers) {
            set("account" + number + "Username", arguments[3 + numbers.indexOf(number)]);
            set("account" + number + "Password", "secret");
        }
        print(new SmackIntegrationTestFramework(Configuration.newConfiguration(new String[] {"org.jivesoftware.smackx.pubsub"})).run());
        System.exit(0);
    }

    private static void set(String name, String value) {
        System.setProperty("sinttest." + name, value);
    }

    private static void print(TestRunResult result) {
        result.getSuccessfulTests().forEach(test -> print(test.concreteTest, "passed"));
        result.getFailedTests().forEach(test -> print(test.concreteTest, "failed: " + test.failureReason));
        result.getNotPossibleTests().forEach(test -> print(test.concreteTest, "not possible: " + test.testNotPossibleException.getMessage()));
        result.getImpossibleTestClasses().forEach((type, why) -> print(type.getSimpleName() + ".*", "not possible: " + why.getMessage()));
        ASKED.forEach(address -> System.out.println("asked | " + address));
    }

    private static void print(Object test, String outcome) {
        System.out.println("test | " + test.toString().replace(" (Normal)", "") + " | " + outcome.replace('\n', ' '));
    }
}
