package org.igniterealtime.openfire.plugin.fireside.view;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Gathers the words of cleaned HTML: white space as a browser shows it, a line for each block. */
final class PlainText implements NodeVisitor {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            String shown = words.text();
            text.append(lineStart() || text.charAt(text.length() - 1) == ' ' ? shown.stripLeading() : shown);
        } else if (node.nameIs("br")) {
            text.append('\n');
        } else if (node.nameIs("img")) {
            text.append(node.attr("alt"));
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element && element.isBlock() && !lineStart()) {
            text.append('\n');
        }
    }

    private boolean lineStart() {
        return text.length() == 0 || text.charAt(text.length() - 1) == '\n';
    }

    @Override
    public String toString() {
        return text.toString().strip();
    }
}
