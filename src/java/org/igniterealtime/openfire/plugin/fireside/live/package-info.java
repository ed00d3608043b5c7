/**
 * The live page: the WebSocket at {@code <context>/live}, frames down with a sequence number and a bounded replay,
 * actions up with a reference, beats in between. Knows nothing of sessions but {@link
 * org.igniterealtime.openfire.plugin.fireside.live.Page.Owner}. Imports {@code guard}, {@code host.web}.
 *
 * <p>Down: {@code {"hello":{"page":id,"seq":n}}}, then frames
 * {@code {"seq":n,"patches":[{"do":action,"target":id,"html":text}],"ack":[ref],"refused":[{"ref","text","reference"}],
 * "title":text,"url":path,"view":"list"|"pane"}}, every part but seq optional; {@code {"beat":n}} answers a beat.
 * Up: {@code {"ref":id,"action":name,"fields":{name:text}}} and {@code {"beat":last seq taken}}.
 */
package org.igniterealtime.openfire.plugin.fireside.live;
