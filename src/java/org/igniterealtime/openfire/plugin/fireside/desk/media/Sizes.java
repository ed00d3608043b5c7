package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.text.NumberFormat;
import java.util.Locale;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;

/** Sizes of files, in words. */
public final class Sizes {
    private static final int KILO = 1_024;

    private Sizes() {
    }

    /** As {@code 1.2 MB}; nothing of what is not known. */
    public static String words(long bytes, Texts texts, Locale locale) {
        if (bytes <= 0) {
            return "";
        }
        if (bytes < KILO) {
            return texts.of(locale, "media.bytes", number(bytes, locale));
        }
        double kilobytes = (double) bytes / KILO;
        if (kilobytes < KILO) {
            return texts.of(locale, "media.kilobytes", number(kilobytes, locale));
        }
        double megabytes = kilobytes / KILO;
        return megabytes < KILO ? texts.of(locale, "media.megabytes", number(megabytes, locale))
            : texts.of(locale, "media.gigabytes", number(megabytes / KILO, locale));
    }

    private static String number(double number, Locale locale) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(number < 10 ? 1 : 0);
        return format.format(number);
    }
}
