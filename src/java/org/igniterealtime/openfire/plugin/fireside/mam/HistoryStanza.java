package org.igniterealtime.openfire.plugin.fireside.mam;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.ArrayList;
import java.util.List;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Rsm;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** The stanzas of XEP-0313 and XEP-0441. */
final class HistoryStanza {
    private HistoryStanza() {
    }

    /** §4.2: a page's messages, in the order in which they are to be sent. */
    static List<Message> results(IQ request, JID as, Asked asked, Pages.Page page) {
        List<Message> results = new ArrayList<>();
        page.entries().forEach(entry -> results.add(result(request, as, asked.queryId(), entry)));
        if (asked.flipped()) {
            Collections.reverse(results);
        }
        return results;
    }

    private static Message result(IQ request, JID as, String queryId, Entry entry) {
        Message message = new Message();
        message.setFrom(as);
        message.setTo(request.getFrom());
        Element result = message.getElement().addElement("result", Ns.HISTORY);
        if (queryId != null) {
            result.addAttribute("queryid", queryId);
        }
        result.addAttribute("id", entry.id());
        Element forwarded = result.addElement("forwarded", Ns.FORWARD);
        forwarded.addElement("delay", Ns.DELAY).addAttribute("stamp", stamp(entry.at()));
        forwarded.add(entry.message());
        // Who has gone meanwhile gets none of it among his offline messages.
        message.getElement().addElement("no-store", Ns.HINTS);
        return message;
    }

    private static String stamp(Instant at) {
        return DateTimeFormatter.ISO_INSTANT.format(at);
    }

    /** §4.3: which page it was. */
    static IQ fin(IQ request, JID as, Pages.Page page) {
        IQ answer = answer(request, as);
        Element fin = answer.setChildElement("fin", Ns.HISTORY);
        if (page.complete()) {
            fin.addAttribute("complete", "true");
        }
        List<Entry> entries = page.entries();
        if (!entries.isEmpty()) {
            Rsm.add(fin, entries.get(0).id(), -1, entries.get(entries.size() - 1).id(), page.count());
        } else if (page.count() >= 0) {
            Rsm.add(fin, page.count());
        } else {
            fin.addElement("set", Ns.RSM);
        }
        return answer;
    }

    /** §4.1.5. */
    static IQ form(IQ request, JID as) {
        IQ answer = answer(request, as);
        Element form = answer.setChildElement("query", Ns.HISTORY).addElement("x", Ns.DATA_FORMS);
        form.addAttribute("type", "form");
        field(form, "hidden", Forms.FORM_TYPE).addElement("value").setText(Ns.HISTORY);
        field(form, "jid-single", "with");
        List.of("start", "end", "before-id", "after-id").forEach(name -> field(form, "text-single", name));
        field(form, "list-multi", "ids").addElement(QName.get("validate", Ns.DATA_VALIDATE)).addAttribute("datatype", "xs:string").addElement("open");
        return answer;
    }

    private static Element field(Element form, String type, String name) {
        return form.addElement("field").addAttribute("type", type).addAttribute("var", name);
    }

    /** §5. @param first none of an empty archive */
    static IQ metadata(IQ request, JID as, List<Entry> first, List<Entry> last) {
        IQ answer = answer(request, as);
        Element metadata = answer.setChildElement("metadata", Ns.HISTORY);
        end(metadata, "start", first);
        end(metadata, "end", last);
        return answer;
    }

    private static void end(Element metadata, String name, List<Entry> entries) {
        entries.stream().limit(1).forEach(entry -> metadata.addElement(name).addAttribute("id", entry.id()).addAttribute("timestamp", stamp(entry.at())));
    }

    /** XEP-0441 §2.1: all is kept. */
    static IQ preferences(IQ request, JID as) {
        IQ answer = answer(request, as);
        Element prefs = answer.setChildElement("prefs", Ns.HISTORY);
        prefs.addAttribute("default", "always");
        prefs.addElement("always");
        prefs.addElement("never");
        return answer;
    }

    private static IQ answer(IQ request, JID as) {
        IQ answer = IQ.createResultIQ(request);
        answer.setFrom(as);
        return answer;
    }
}
