package org.igniterealtime.openfire.plugin.fireside.muc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/**
 * A form in which a room's owner says how it is to be (XEP-0045 §10.2), whichever fields the room has; of a hostile one no more than
 * somebody can look through.
 *
 * @param fields in their order
 */
public record ConfigForm(List<Field> fields) {
    private static final int FIELDS = 100;
    private static final int OPTIONS = 50;
    /** What there is to tick or to fill in, in all, but for the choices of the last field. */
    private static final int BOXES = 150;
    private static final int VALUES = 200;
    private static final int LINE = 300;
    private static final int TEXT = 4_000;

    /** The kinds of XEP-0004 §3.3; of any other one there is one line. */
    public enum Kind { TEXT_SINGLE, TEXT_MULTI, TEXT_PRIVATE, BOOLEAN, LIST_SINGLE, LIST_MULTI, JID_SINGLE, JID_MULTI, FIXED, HIDDEN }

    private static final Set<Kind> SHORT = Set.of(Kind.JID_SINGLE, Kind.JID_MULTI, Kind.LIST_SINGLE, Kind.LIST_MULTI, Kind.BOOLEAN);

    /** @param label for people, or the value */
    public record Option(String value, String label) {
    }

    /**
     * @param var empty for {@code fixed} words alone
     * @param label as the room says it, or empty
     * @param about what the room says besides, or empty
     * @param values a yes is {@code 1}, a no {@code 0}
     */
    public record Field(String var, Kind kind, String label, String about, List<String> values, List<Option> options) {
        /** The first value, or empty. */
        public String value() {
            return values.isEmpty() ? "" : values.get(0);
        }
    }

    /** @param query of the room's answer @return empty where there is no form in it */
    public static Optional<ConfigForm> read(Element query) {
        return Forms.in(query).filter(form -> !Forms.isCancelled(form)).map(form -> {
            List<Field> fields = new ArrayList<>();
            Set<String> vars = new HashSet<>();
            int boxes = 0;
            for (Element each : Xml.children(form, "field", Ns.DATA_FORMS)) {
                String var = each.attributeValue("var", "");
                // One that would have to be cut to be shown could not be sent back.
                if (fields.size() < FIELDS && boxes < BOXES && var.length() <= LINE && (var.isEmpty() || vars.add(var))) {
                    Field field = field(each, var);
                    fields.add(field);
                    boxes += field.kind() == Kind.LIST_MULTI ? field.options().size() : 1;
                }
            }
            return new ConfigForm(List.copyOf(fields));
        });
    }

    private static Field field(Element field, String var) {
        Kind kind = kind(field.attributeValue("type", "text-single"), var);
        List<String> values = texts(field, SHORT.contains(kind) ? LINE : TEXT);
        if (kind == Kind.BOOLEAN) {
            values = List.of(isYes(values) ? "1" : "0");
        }
        String about = field.elementText("desc");
        return new Field(var, kind, line(field.attributeValue("label", "")), about == null ? "" : line(about), values, options(field));
    }

    private static Kind kind(String type, String var) {
        return switch (type) {
            case "boolean" -> Kind.BOOLEAN;
            case "fixed" -> Kind.FIXED;
            case "hidden" -> Kind.HIDDEN;
            case "jid-multi" -> Kind.JID_MULTI;
            case "jid-single" -> Kind.JID_SINGLE;
            case "list-multi" -> Kind.LIST_MULTI;
            case "list-single" -> Kind.LIST_SINGLE;
            case "text-multi" -> Kind.TEXT_MULTI;
            case "text-private" -> Kind.TEXT_PRIVATE;
            default -> var.equals(Forms.FORM_TYPE) ? Kind.HIDDEN : Kind.TEXT_SINGLE;
        };
    }

    private static boolean isYes(List<String> values) {
        return !values.isEmpty() && (values.get(0).strip().equals("1") || values.get(0).strip().equals("true"));
    }

    private static List<String> texts(Element field, int longest) {
        return Xml.children(field, "value", Ns.DATA_FORMS).stream().limit(VALUES).map(value -> cut(value.getText(), longest)).toList();
    }

    private static List<Option> options(Element field) {
        List<Option> options = new ArrayList<>();
        for (Element option : Xml.children(field, "option", Ns.DATA_FORMS)) {
            String value = option.elementText("value");
            if (value != null && value.length() <= LINE && options.size() < OPTIONS) {
                String label = line(option.attributeValue("label", ""));
                options.add(new Option(value, label.isEmpty() ? value : label));
            }
        }
        return List.copyOf(options);
    }

    private static String line(String text) {
        return cut(XmlText.clean(text).replaceAll("\\s+", " ").strip(), LINE);
    }

    private static String cut(String text, int longest) {
        return text.substring(0, text.offsetByCodePoints(0, Math.min(longest, text.codePointCount(0, text.length()))));
    }

    /**
     * The form as it goes back: what is hidden as it came, and what has been changed. What is left out stays as it is: two owners who
     * change different things do not undo each other's. COMPAT: Openfire 4.2 knows a yes as {@code 1} alone.
     *
     * @param changed values by the field's {@code var}
     */
    public void submit(Element query, Map<String, List<String>> changed) {
        Element form = query.addElement("x", Ns.DATA_FORMS).addAttribute("type", "submit");
        for (Field field : fields) {
            List<String> values = field.kind() == Kind.HIDDEN ? field.values() : changed.get(field.var());
            if (!field.var().isEmpty() && values != null) {
                Element said = form.addElement("field").addAttribute("var", field.var());
                values.forEach(value -> said.addElement("value").setText(value));
            }
        }
    }
}
