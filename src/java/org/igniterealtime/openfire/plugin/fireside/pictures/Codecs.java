package org.igniterealtime.openfire.plugin.fireside.pictures;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;

/**
 * Readers and writers by name: the JDK's own, whatever else is registered in the process, and WebP's, which is never
 * registered. The registry is the process's, and would keep a reader of ours, and so the plugin's classes, after the plugin is
 * unloaded.
 */
final class Codecs {
    private static final IIORegistry REGISTRY = registry();
    private static final ImageReaderSpi PNG = jdk(ImageReaderSpi.class, "png");
    private static final ImageReaderSpi JPEG = jdk(ImageReaderSpi.class, "jpeg");
    private static final ImageReaderSpi GIF = jdk(ImageReaderSpi.class, "gif");
    private static final ImageReaderSpi WEBP = new WebPImageReaderSpi();
    private static final ImageWriterSpi PNG_WRITER = jdk(ImageWriterSpi.class, "png");
    private static final ImageWriterSpi JPEG_WRITER = jdk(ImageWriterSpi.class, "jpeg");

    private Codecs() {
    }

    /** @return to be disposed of */
    static ImageReader reader(Kind kind) throws IOException {
        return switch (kind) {
            case WEBP -> WEBP.createReaderInstance();
            case GIF -> GIF.createReaderInstance();
            case JPEG -> JPEG.createReaderInstance();
            default -> PNG.createReaderInstance();
        };
    }

    /** @param format {@code png} or {@code jpeg} @return to be disposed of */
    static ImageWriter writer(String format) throws IOException {
        return (format.equals("png") ? PNG_WRITER : JPEG_WRITER).createWriterInstance();
    }

    private static <S extends ImageReaderWriterSpi> S jdk(Class<S> category, String format) {
        Iterator<S> found = REGISTRY.getServiceProviders(category, spi -> spi.getClass().getModule() == IIORegistry.class.getModule()
            && Arrays.asList(((ImageReaderWriterSpi) spi).getFormatNames()).contains(format), false);
        return found.next();
    }

    /**
     * Whoever asks for the registry first in a process fills it: with what the thread's class loader finds, and on an access
     * context of all classes that are on its stack or were on its creator's. Neither may be ours; so a
     * thread asks that the JDK makes for itself, on behalf of the loader above ours, by a call that has no class of ours.
     */
    private static IIORegistry registry() {
        ForkJoinPool pool = new ForkJoinPool(1, own -> {
            ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(own);
            thread.setContextClassLoader(Codecs.class.getClassLoader().getParent());
            return thread;
        }, null, false);
        try {
            return (IIORegistry) pool.submit(MethodHandleProxies.asInterfaceInstance(Callable.class, MethodHandles.publicLookup()
                .findStatic(IIORegistry.class, "getDefaultInstance", MethodType.methodType(IIORegistry.class)))).join();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            pool.shutdown();
        }
    }
}
