/**
 * What the build makes from one source: the scripts in {@code src/database} out of {@code fireside.schema}.
 * Imports nothing of the project; run from tests, and by hand through {@link org.igniterealtime.openfire.plugin.fireside.build.SchemaWriter}.
 */
package org.igniterealtime.openfire.plugin.fireside.build;
