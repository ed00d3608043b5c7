package org.igniterealtime.openfire.plugin.fireside.commands;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** A data form (XEP-0004) for people: with a title, labels, and tables. */
public final class Layout {
    private final Element x = DocumentHelper.createElement(QName.get("x", Ns.DATA_FORMS));

    private Layout(String type, String title) {
        x.addAttribute("type", type);
        x.addElement("title").setText(XmlText.clean(title));
    }

    /** To be filled in. @param instructions in a sentence, or empty */
    public static Layout form(String title, String instructions) {
        Layout form = new Layout("form", title);
        if (!instructions.isEmpty()) {
            form.x.addElement("instructions").setText(XmlText.clean(instructions));
        }
        return form;
    }

    /** To be read. */
    public static Layout result(String title) {
        return new Layout("result", title);
    }

    /** What the form is for (XEP-0068), where others know its fields. */
    public Layout purpose(String name) {
        x.addElement("field").addAttribute("var", Forms.FORM_TYPE).addAttribute("type", "hidden").addElement("value").setText(name);
        return this;
    }

    /** A line. */
    public Layout line(String var, String label, String value, boolean required) {
        return field("text-single", var, label, List.of(value), required);
    }

    /** Several lines. */
    public Layout lines(String var, String label, String value, boolean required) {
        return field("text-multi", var, label, value.isEmpty() ? List.of() : List.of(value.split("\n", -1)), required);
    }

    public Layout flag(String var, String label, boolean value) {
        return field("boolean", var, label, List.of(value ? "1" : "0"), false);
    }

    /** One of several. @param options what each is called, by its value */
    public Layout choice(String var, String label, String value, boolean required, Map<String, String> options) {
        field("list-single", var, label, value.isEmpty() ? List.of() : List.of(value), required);
        Element field = (Element) x.elements("field").get(x.elements("field").size() - 1);
        options.forEach((each, called) -> {
            Element option = field.addElement("option");
            option.addAttribute("label", XmlText.clean(called));
            option.addElement("value").setText(XmlText.clean(each));
        });
        return this;
    }

    /** A table (XEP-0004 §3.4). @param columns their labels, by their names @param rows values in the order of the columns */
    public Layout table(Map<String, String> columns, Collection<List<String>> rows) {
        Element reported = x.addElement("reported");
        columns.forEach((var, label) -> reported.addElement("field").addAttribute("var", var).addAttribute("label", XmlText.clean(label))
            .addAttribute("type", "text-single"));
        List<String> names = List.copyOf(columns.keySet());
        for (List<String> row : rows) {
            Element item = x.addElement("item");
            for (int i = 0; i < names.size(); i++) {
                item.addElement("field").addAttribute("var", names.get(i)).addElement("value").setText(XmlText.clean(row.get(i)));
            }
        }
        return this;
    }

    private Layout field(String type, String var, String label, List<String> values, boolean required) {
        Element field = x.addElement("field").addAttribute("var", var).addAttribute("type", type).addAttribute("label", XmlText.clean(label));
        if (required) {
            field.addElement("required");
        }
        values.forEach(value -> field.addElement("value").setText(XmlText.clean(value)));
        return this;
    }

    public Element element() {
        return x;
    }
}
