/**
 * HTTP: the first page of an address, log-in, forms without script, assets, files, health; and the shell that draws regions for
 * the first load and for patches alike. Imports {@code files}, {@code guard}, {@code host}, {@code host.web}, {@code live}, {@code session}, {@code store},
 * {@code view}, {@code work}.
 */
package org.igniterealtime.openfire.plugin.fireside.page;
