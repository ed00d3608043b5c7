package org.igniterealtime.openfire.plugin.fireside.desk.admin;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.igniterealtime.openfire.plugin.fireside.FiresidePlugin;

/** The page in the admin console. The host makes it by its name, so it finds the plugin by itself. */
public final class SummaryServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FiresidePlugin plugin = FiresidePlugin.running();
        if (plugin == null) {
            response.sendError(503);
            return;
        }
        Locale locale = plugin.views().texts().choose(request.getLocales());
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(plugin.views().render("admin/summary", locale, Map.of("figures", plugin.figures())).html());
    }
}
