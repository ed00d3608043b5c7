/**
 * What people say of posts: comments and likes, items of a post's own node (XEP-0277 §4; a like is a comment whose title is a
 * heart, as Movim writes it). Of both there is one count a post. What another server has of its own posts is asked for there.
 * Imports the platform, {@code social.people}, {@code social.posts}, {@code social.notices} and {@code social.remote}.
 */
package org.igniterealtime.openfire.plugin.fireside.social.comments;
