package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.view.Href;
import org.igniterealtime.openfire.plugin.fireside.view.Links;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;

/**
 * A profile for reading, for {@code profiles/about.vm}.
 *
 * @param names what somebody calls himself besides the name that he is shown by
 * @param birthday in words
 */
public record About(String names, String pronouns, SafeHtml words, String work, String place, String birthday, List<Website> websites) {
    private static final Pattern BIRTHDAY = Pattern.compile("(?:(\\d{4})|-)-?(\\d\\d)-?(\\d\\d)(?:T.*)?");
    private static final Pattern BARE_HOST = Pattern.compile("[\\p{L}\\d.-]+\\.\\p{L}{2,}(?:/\\S*)?");

    /** @param words the address without what goes without saying */
    public record Website(String href, String words) {
        /** @return empty for what is no address that a link may have */
        static Optional<Website> of(String address) {
            String whole = BARE_HOST.matcher(address).matches() ? "https://" + address : address;
            return Href.of(whole).map(href -> new Website(href, href.replaceFirst("(?i)^(?:https?://|mailto:|xmpp:)", "").replaceFirst("/$", "")));
        }
    }

    /** @param shownAs the name beside which it is read */
    public static About of(Profile profile, String shownAs, Locale locale) {
        List<String> names = List.of(profile.name(), profile.nickname()).stream().filter(name -> !name.isEmpty() && !name.equals(shownAs)).distinct().toList();
        List<String> work = List.of(profile.title(), profile.organisation()).stream().filter(word -> !word.isEmpty()).toList();
        return new About(String.join(" \u00b7 ", names), profile.pronouns(), Links.html(profile.about()), String.join(" \u00b7 ", work), profile.place(),
            birthday(profile.birthday(), locale), profile.websites().stream().flatMap(each -> Website.of(each).stream()).toList());
    }

    /** Whether there is anything to read. */
    public boolean isEmpty() {
        return names.isEmpty() && pronouns.isEmpty() && words.html().isEmpty() && work.isEmpty() && place.isEmpty() && birthday.isEmpty() && websites.isEmpty();
    }

    /** In words; as it is written where it is no date. */
    static String birthday(String text, Locale locale) {
        Matcher date = BIRTHDAY.matcher(text);
        if (!date.matches()) {
            return text;
        }
        try {
            int month = Integer.parseInt(date.group(2));
            int day = Integer.parseInt(date.group(3));
            return date.group(1) == null ? MonthDay.of(month, day).format(DateTimeFormatter.ofPattern("d MMMM", locale))
                : LocalDate.of(Integer.parseInt(date.group(1)), month, day).format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale));
        } catch (DateTimeException none) {
            return text;
        }
    }

    /** As a form has it (HTML §2.3.5.2); empty for what is no whole date. */
    static String formDate(String text) {
        Matcher date = BIRTHDAY.matcher(text);
        return date.matches() && date.group(1) != null ? date.group(1) + "-" + date.group(2) + "-" + date.group(3) : "";
    }
}
