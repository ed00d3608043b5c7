package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder that Openfire takes for its home: configuration, script of the core, plugins, and our main class. */
final class ServerHome {

    private static final String SERVER_PACKAGE = "org/igniterealtime/openfire/plugin/fireside/testkit/server";

    private final Path folder;

    ServerHome(Path folder) {
        this.folder = folder;
    }

    /** Lays everything out for a first start. */
    void create(Database database, String script, String address, String domain, int adminPort, Path plugin) throws IOException {
        write("conf/openfire.xml", openfireXml(database, address, domain, adminPort));
        write("conf/security.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <security><encrypt><algorithm>Blowfish</algorithm><key><current/></key></encrypt></security>
                """);
        write("conf/log4j.properties", """
                log4j.rootLogger=INFO, err
                log4j.appender.err=org.apache.log4j.ConsoleAppender
                log4j.appender.err.Target=System.err
                log4j.appender.err.layout=org.apache.log4j.PatternLayout
                log4j.appender.err.layout.ConversionPattern=%d{HH:mm:ss.SSS} %-5p [%t] %c{1}: %m%n
                """);
        String engine = database == null ? "hsqldb" : database.dialect().name();
        write("resources/database/openfire_" + engine + ".sql", script);
        Keystores.create(folder.resolve("resources/security"), domain);
        Files.createDirectories(folder.resolve("logs"));
        // Without an "admin" plugin 4.2.0 loads the first one that it finds under that name, and so twice. The pages
        // of the console are not on Maven Central: only the plugins' servlets are there.
        write("plugins/admin/plugin.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <plugin>
                  <class>org.jivesoftware.openfire.container.AdminConsolePlugin</class>
                  <name>Admin Console</name><description/><author/><version>4.2.0</version>
                </plugin>
                """);
        write("plugins/admin/webapp/WEB-INF/web.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="3.1" metadata-complete="true">
                  <servlet>
                    <servlet-name>plugins</servlet-name>
                    <servlet-class>org.jivesoftware.openfire.container.PluginServlet</servlet-class>
                  </servlet>
                  <servlet-mapping>
                    <servlet-name>plugins</servlet-name>
                    <url-pattern>/plugins/*</url-pattern>
                  </servlet-mapping>
                </web-app>
                """);
        if (plugin != null) {
            Files.copy(plugin, plugins().resolve("fireside.jar"));
        }
        copyMain();
    }

    Path plugins() {
        return folder.resolve("plugins");
    }

    /** Only what runs inside the server: no test class, no resource of the plugin. */
    Path mainClasses() {
        return folder.resolve("main");
    }

    private void copyMain() throws IOException {
        Path classes = Path.of(codeSource(), SERVER_PACKAGE);
        Path target = Files.createDirectories(mainClasses().resolve(SERVER_PACKAGE));
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    private static String codeSource() {
        return Path.of(java.net.URI.create(
                ServerHome.class.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static String openfireXml(Database database, String address, String domain, int adminPort) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<jive>\n")
                .append("  <setup>true</setup>\n  <locale>en</locale>\n")
                .append("  <fqdn>").append(domain).append("</fqdn>\n")
                .append("  <network><interface>").append(address).append("</interface></network>\n")
                .append("  <adminConsole><port>").append(adminPort).append("</port><securePort>-1</securePort>")
                .append("</adminConsole>\n");
        String provider = database == null ? "EmbeddedConnectionProvider" : "DefaultConnectionProvider";
        xml.append("  <connectionProvider><className>org.jivesoftware.database.").append(provider)
                .append("</className></connectionProvider>\n");
        if (database != null) {
            xml.append("  <database><defaultProvider>")
                    .append("<driver>").append(database.driver()).append("</driver>")
                    .append("<serverURL>").append(database.url().replace("&", "&amp;")).append("</serverURL>")
                    .append("<username>").append(database.user()).append("</username>")
                    .append("<password>").append(database.password()).append("</password>")
                    .append("<minConnections>3</minConnections><maxConnections>25</maxConnections>")
                    .append("<connectionTimeout>1.0</connectionTimeout></defaultProvider></database>\n");
        }
        return xml.append("</jive>\n").toString();
    }

    /** The last lines of a file, to say why something did not work. */
    static String tail(Path file, int lines) {
        try {
            List<String> all = Files.readAllLines(file, java.nio.charset.StandardCharsets.ISO_8859_1);
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(no " + file + ")";
        }
    }

    /** Deletes a folder and all in it, if there is one. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
