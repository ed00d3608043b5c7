/**
 * Fireside, a real-time social network inside Openfire.
 *
 * <p>Words, one a thing, in packages, classes, tables, CSS and texts alike:
 * <ul>
 * <li><b>account</b>: a local user of the server; <b>person</b>: an account that has sessions here, or anybody whom it sees
 * <li><b>contact</b>: an item of a roster; <b>face</b>: how somebody is shown: name, picture or letters, presence
 * <li><b>login</b>: a browser that is logged in; <b>session</b>: its resource on the routing table, an actor with a mailbox
 * <li><b>page</b>: a tab of a session; <b>place</b>: where a page is; <b>region</b>: rail, list or pane
 * <li><b>action</b>: what a page asks; <b>call</b>: one such asking, with a reference; <b>refusal</b>: why not
 * <li><b>patch</b>: one change of a page; <b>frame</b>: patches and answers with a number; <b>beat</b>: a sign of life
 * <li><b>lane</b>: threads for what may block; <b>mailbox</b>: an actor's tasks; <b>signal</b>: what happens to a session
 * <li><b>event</b>: what happened in the server; <b>archive</b>: messages as routed; <b>spool</b>: what waits on disk
 * <li><b>node</b>: where items are published; <b>social</b>: an account's node that is Fireside's own; <b>item</b>: what is in one
 * <li><b>service</b>: an address of Fireside's own; <b>hand-over</b>: how what is asked of an account comes to it
 * <li><b>outside</b>: in a process of its own; <b>station</b>: an address held from there; <b>link</b>: its connection of the moment
 * <li><b>subscriber</b>: who asked to be told of a node; <b>listener</b>: a resource that its capabilities say wants to be
 * <li><b>message</b>, <b>chat</b>, <b>marker</b>, <b>receipt</b>: as XMPP names them
 * <li><b>node</b>, <b>item</b>, <b>affiliation</b>, <b>subscription</b>: as XEP-0060 names them; <b>service</b>: who has a node, an
 *     account or an address of ours; <b>engine</b>: what keeps them; <b>subscriber</b>: an address that is subscribed
 * <li><b>words</b>: what somebody wrote; <b>mark</b>: a name or a tag in them; <b>entry</b>: a post or a comment as Atom
 * <li><b>post</b>, <b>comment</b>, <b>like</b>: items of a blog and of a post's node; <b>audience</b>: for whom a post is, a node;
 *     <b>foot</b>: what is said of a post, in numbers; <b>notice</b>: what somebody should know that is no message
 * <li><b>profile</b>: what somebody says of himself, as a vCard has it; <b>banner</b>: the picture across his page; <b>share</b>: a post
 *     repeated in a blog, or sent to somebody
 * <li><b>kind</b>: what a file is by its bytes; <b>shape</b>: what a picture's headers say; <b>thumbnail</b>: a small picture of it;
 *     <b>placeholder</b>: a few pixels until that is there
 * <li><b>room</b>: where many talk at once (XEP-0045), held once; <b>occupant</b>: who is in it; <b>seat</b>: what a session is there;
 *     <b>bookmark</b>: a room in somebody's list
 * <li><b>meaning</b>: what a message is about beside its words; <b>fate</b>: what has become of it; <b>bearing</b>: what it has to do with
 *     another one; <b>look</b>: how somebody sees it
 * <li><b>regard</b>: whether a chat or a room is pinned, and of what in it somebody wants to be told, its <b>level</b>;
 *     <b>attention</b>: to what he is drawn, by a tone, or by a <b>ring</b>: a notification of his browser
 * <li><b>attachment</b>: a file that goes with a message or a post; <b>gallery</b>: attachments as a page shows them; <b>card</b>: a
 *     preview as a page shows it; <b>annex</b>: the component outside, as the plugin asks it
 * <li><b>file</b>: what somebody uploaded; <b>slot</b>: leave to upload one; <b>offer</b>: what a feature answers at a service
 * <li><b>fetch</b>: what another web server is asked for us, in <b>hops</b>; <b>preview</b>: what a link shows before it is followed
 * <li><b>feature</b>: one thing that people can do; <b>platform</b>: the rooms that features stand on
 * <li><b>fault</b>: a bug that was caught; <b>outage</b>: the database or the network failed
 * </ul>
 *
 * <p>{@link org.igniterealtime.openfire.plugin.fireside.FiresidePlugin} builds the rooms;
 * {@link org.igniterealtime.openfire.plugin.fireside.Features} lists what people can do.
 */
package org.igniterealtime.openfire.plugin.fireside;
