package org.igniterealtime.openfire.plugin.fireside.previews;

import org.igniterealtime.openfire.plugin.fireside.fetch.WebAddress;

/**
 * What was found of a page so far; what was not is empty.
 *
 * @param picture or null
 */
record Found(String title, String text, String site, Preview.Picture picture) {
    static final int TITLE = 200;
    static final int TEXT = 400;
    static final int SITE = 80;
    private static final int LARGEST = 20_000;

    /** This, and what it lacks from another. */
    Found or(Found other) {
        return new Found(title.isEmpty() ? other.title : title, text.isEmpty() ? other.text : text, site.isEmpty() ? other.site : site,
            picture == null ? other.picture : picture);
    }

    /** @return null when the address leads nowhere */
    static Preview.Picture picture(WebAddress page, String reference, String about, String width, String height) {
        int wide = pixels(width);
        int high = pixels(height);
        boolean sized = wide > 0 && high > 0;
        return page.resolve(reference).filter(address -> address.scheme().startsWith("http") && !address.credentials())
            .map(address -> new Preview.Picture(address.toString(), Line.of(about, TITLE), sized ? wide : 0, sized ? high : 0)).orElse(null);
    }

    private static int pixels(String number) {
        return number.matches("[1-9]\\d{0,4}") && Integer.parseInt(number) <= LARGEST ? Integer.parseInt(number) : 0;
    }
}
