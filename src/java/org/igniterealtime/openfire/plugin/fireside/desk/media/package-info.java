/**
 * Files in messages and posts: attaching them, what pages show of them, a person's own files. Formats: XEP-0066 §3, XEP-0446,
 * XEP-0447 §3, XEP-0385 §3 (read), XEP-0363. Other features may import it. Imports the platform.
 */
package org.igniterealtime.openfire.plugin.fireside.desk.media;
