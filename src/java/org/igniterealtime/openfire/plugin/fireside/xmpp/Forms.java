package org.igniterealtime.openfire.plugin.fireside.xmpp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dom4j.Element;

/** Data forms (XEP-0004), with the field that names their purpose (XEP-0068). Fields of the registry have no labels here. */
public final class Forms {
    /** XEP-0068 §3.1. */
    public static final String FORM_TYPE = "FORM_TYPE";

    private static final int FIELDS = 100;
    private static final int VALUES = 500;

    private final Element x;

    private Forms(Element x) {
        this.x = x;
    }

    /** The form in a parent, or empty. */
    public static Optional<Element> in(Element parent) {
        return Optional.ofNullable(Xml.child(parent, "x", Ns.DATA_FORMS));
    }

    /** Whether the form says that nothing shall be done (XEP-0004 §3.1). */
    public static boolean isCancelled(Element form) {
        return "cancel".equals(form.attributeValue("type"));
    }

    /** The values of a form by their fields' {@code var}; of a hostile one, the first hundred fields and 500 values each. */
    public static Map<String, List<String>> values(Element form) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Element field : Xml.children(form, "field", Ns.DATA_FORMS)) {
            String var = field.attributeValue("var");
            if (var != null && values.size() < FIELDS) {
                values.put(var, values(field, VALUES));
            }
        }
        return values;
    }

    private static List<String> values(Element field, int most) {
        List<String> texts = new ArrayList<>();
        for (Element value : Xml.children(field, "value", Ns.DATA_FORMS)) {
            if (texts.size() < most) {
                texts.add(value.getText());
            }
        }
        return texts;
    }

    /** Begins a form. @param type {@code form}, {@code submit} or {@code result} */
    public static Forms add(Element parent, String type, String purpose) {
        Forms form = new Forms(parent.addElement("x", Ns.DATA_FORMS));
        form.x.addAttribute("type", type);
        return form.field(FORM_TYPE, "hidden", List.of(purpose));
    }

    public Forms text(String var, String value) {
        return field(var, "text-single", List.of(value));
    }

    public Forms flag(String var, boolean value) {
        return field(var, "boolean", List.of(value ? "1" : "0"));
    }

    public Forms texts(String var, Collection<String> values) {
        return field(var, "text-multi", values);
    }

    public Forms jids(String var, Collection<String> values) {
        return field(var, "jid-multi", values);
    }

    /** One of several. @param options offered by a form to be filled in, none for a result */
    public Forms choice(String var, String value, Collection<String> options) {
        field(var, "list-single", List.of(value));
        List<Element> fields = Xml.children(x);
        Element field = fields.get(fields.size() - 1);
        options.forEach(option -> field.addElement("option").addElement("value").setText(option));
        return this;
    }

    private Forms field(String var, String type, Collection<String> values) {
        Element field = x.addElement("field");
        field.addAttribute("var", var);
        field.addAttribute("type", type);
        values.forEach(value -> field.addElement("value").setText(value));
        return this;
    }
}
