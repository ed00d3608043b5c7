package org.igniterealtime.openfire.plugin.fireside.view;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;

/** Renders the templates below {@code src/web}. Thread-safe; a template is parsed once. */
public final class Views {
    private final VelocityEngine engine;
    private final Texts texts;
    private final Assets assets;
    private final Icons icons;
    private final Fragment.Holes holes = new Fragment.Holes();
    private final String context;

    /** For templates: {@code $icons.of("send")}. */
    public record Icons(Assets assets) {
        public SafeHtml of(String name) {
            return assets.iconNamed(name);
        }
    }

    /** @param web the folder with the templates @param context the web context's path */
    public Views(Path web, Texts texts, Assets assets, String context) {
        this.texts = texts;
        this.assets = assets;
        this.icons = new Icons(assets);
        this.context = context;
        Properties settings = new Properties();
        settings.setProperty("resource.loaders", "file");
        settings.setProperty("resource.loader.file.class", "org.apache.velocity.runtime.resource.loader.FileResourceLoader");
        settings.setProperty("resource.loader.file.path", web.toString());
        settings.setProperty("resource.loader.file.cache", "true");
        settings.setProperty("resource.default_encoding", "UTF-8");
        settings.setProperty("velocimacro.library.path", "base/macros.vm");
        settings.setProperty("event_handler.reference_insertion.class", Escaping.class.getName());
        settings.setProperty("parser.space_gobbling", "lines");
        engine = new VelocityEngine(settings);
        engine.init();
    }

    /**
     * @param template as {@code chat/row}
     * @param model what the template names
     */
    public SafeHtml render(String template, Locale locale, Map<String, ?> model) {
        VelocityContext values = new VelocityContext();
        values.put("t", texts.in(locale));
        values.put("lang", locale.getLanguage());
        values.put("dir", Texts.direction(locale));
        values.put("base", context);
        values.put("icons", icons);
        values.put("assets", assets);
        values.put("hole", holes);
        model.forEach(values::put);
        StringWriter out = new StringWriter(1024);
        engine.getTemplate(template + ".vm").merge(values, out);
        return new SafeHtml(out.toString());
    }

    /** One value, by its name in the template. */
    public SafeHtml render(String template, Locale locale, String name, Object value) {
        return render(template, locale, Map.of(name, value));
    }

    /** A fragment with holes, for many. */
    public Fragment fragment(String template, Locale locale, Map<String, ?> model) {
        return new Fragment(render(template, locale, model));
    }

    public Texts texts() {
        return texts;
    }

    public Assets assets() {
        return assets;
    }

    /** The web context's path, without a slash at its end. */
    public String context() {
        return context;
    }
}
