package org.igniterealtime.openfire.plugin.fireside.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin is unloaded at run time: what reads pictures must not stay in the process, which keeps one list of all readers. */
class UnloadTest {
    @Test
    void nothing_of_the_room_stays_in_the_process(@TempDir Path folder) throws Exception {
        assertEquals("drawn, not registered, unloaded", run(folder, "no"));
    }

    @Test
    void a_scan_with_the_plugins_loader_would_be_found(@TempDir Path folder) throws Exception {
        assertEquals("drawn, registered, kept", run(folder, "scan"));
    }

    /** In a process of its own, since the list is made once in each. */
    private static String run(Path folder, String scan) throws Exception {
        Path picture = Files.write(folder.resolve("picture.webp"), new Recipe("webp 64x48").make());
        List<String> plugin = new ArrayList<>(List.of("target/classes"));
        try (Stream<Path> jars = Files.list(Path.of("target/libs"))) {
            jars.filter(jar -> jar.getFileName().toString().matches("(imageio|common)-.*jar")).forEach(jar -> plugin.add(jar.toString()));
        }
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp",
            "target/test-classes", UnloadTest.class.getName() + "$Host", picture.toString(), scan, String.join(File.pathSeparator, plugin))
            .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(60, TimeUnit.SECONDS);
        return said.strip();
    }

    /** A host that loads a plugin, lets it draw on a thread that has its loader, as a lane's threads have, and unloads it. */
    static final class Host {
        public static void main(String[] arguments) throws Exception {
            List<URL> urls = new ArrayList<>();
            for (String path : arguments[2].split(File.pathSeparator)) {
                urls.add(Path.of(path).toUri().toURL());
            }
            URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), Host.class.getClassLoader());
            String drawn = onThread(loader, Files.readAllBytes(Path.of(arguments[0])), arguments[1].equals("scan"));
            String registered = registered(loader);
            loader.close();
            WeakReference<ClassLoader> left = new WeakReference<>(loader);
            loader = null;
            System.out.println(drawn + ", " + registered + ", " + (collected(left) ? "unloaded" : "kept"));
        }

        private static String onThread(ClassLoader loader, byte[] picture, boolean scan) throws Exception {
            ExecutorService lane = Executors.newSingleThreadExecutor();
            try {
                return lane.submit(() -> {
                    Thread.currentThread().setContextClassLoader(loader);
                    if (scan) {
                        ImageIO.scanForPlugins();
                    }
                    Class<?> room = loader.loadClass("org.igniterealtime.openfire.plugin.fireside.pictures.Thumbnailer");
                    Class<?> limits = loader.loadClass("org.igniterealtime.openfire.plugin.fireside.pictures.Limits");
                    Object thumbnailer = room.getConstructor(limits).newInstance(limits.getField("USUAL").get(null));
                    Object result = room.getMethod("draw", byte[].class).invoke(thumbnailer, (Object) picture);
                    return result.getClass().getSimpleName().equals("Thumbnails") ? "drawn" : result.toString();
                }).get();
            } finally {
                lane.shutdown();
                lane.awaitTermination(10, TimeUnit.SECONDS);
            }
        }

        private static String registered(ClassLoader loader) {
            Iterator<ImageReaderSpi> all = IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
            while (all.hasNext()) {
                if (all.next().getClass().getClassLoader() == loader) {
                    return "registered";
                }
            }
            return "not registered";
        }

        private static boolean collected(WeakReference<ClassLoader> left) {
            List<byte[]> pressure = new ArrayList<>();
            for (int i = 0; i < 20 && left.get() != null; i++) {
                pressure.add(new byte[1 << 20]);
                System.gc();
            }
            Arrays.fill(pressure.toArray(), null);
            return left.get() == null;
        }
    }
}
