/**
 * What is shown in place of pictures that people uploaded: drawn once, kept beside the files, and gone with them. Portable: nothing
 * here knows of Openfire or of servlets. Imports {@code files}, {@code pictures} and {@code work}.
 */
package org.igniterealtime.openfire.plugin.fireside.thumbs;
