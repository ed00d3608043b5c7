/**
 * What the server asks of other web servers: one fetcher for every such request. Where an address leads is looked up, checked
 * and pinned at each hop, so that nobody has us ask what only we can reach; redirects, bytes, time and types have their bounds.
 * HTTP: RFC 9110, RFC 9112; addresses: RFC 3986, RFC 6890 and the registries of special addresses that it began. Keeps nothing:
 * what is asked again, and whether, is known to who asks. Imports nothing of the project.
 */
package org.igniterealtime.openfire.plugin.fireside.fetch;
