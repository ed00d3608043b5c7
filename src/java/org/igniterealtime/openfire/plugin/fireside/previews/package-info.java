/**
 * What a link shows before anybody follows it: title, words and picture of a page, by Open Graph, the cards of Twitter, oEmbed
 * (in JSON, found by its link in the page; never its HTML) or plain HTML; and the pictures of other servers, so that those learn
 * nothing of who looks at them. One look for all who want it: kept in the database or on disk, for a while, and bounded.
 * Imports {@code fetch}, {@code guard}, {@code store}, {@code view}, {@code work} and {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.previews;
