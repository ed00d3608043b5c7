package org.igniterealtime.openfire.plugin.fireside.desk.reports;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;
import org.igniterealtime.openfire.plugin.fireside.FiresidePlugin;

/**
 * The reports in the admin console, to which the host lets admins only. Made by its name, so it finds the plugin by itself; it asks the
 * database on the console's thread, as the console's own pages do.
 */
public final class ReportsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String TOKEN = "fireside-reports";
    private static final int SHOWN = 100;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FiresidePlugin plugin = FiresidePlugin.running();
        if (plugin == null) {
            response.sendError(503);
            return;
        }
        ReportStore store = new ReportStore(plugin.database());
        boolean done = "true".equals(request.getParameter("done"));
        Locale locale = plugin.views().texts().choose(request.getLocales());
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(plugin.views().render("reports/console", locale, Map.of("reports", store.newest(done, SHOWN), "done", done,
            "open", store.open(), "token", token(request.getSession()))).html());
    }

    /** Somebody has seen to one: the fields {@code id}, and {@code token} as the page has it, which no other site knows. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FiresidePlugin plugin = FiresidePlugin.running();
        String id = request.getParameter("id");
        if (plugin == null || id == null || !id.matches("[0-9]{1,18}|[1-8][0-9]{18}") || !token(request.getSession()).equals(request.getParameter("token"))) {
            response.sendError(plugin == null ? 503 : 400);
            return;
        }
        new ReportStore(plugin.database()).done(Long.parseLong(id));
        response.sendRedirect("fireside-reports.jsp");
    }

    private static String token(HttpSession session) {
        String token = (String) session.getAttribute(TOKEN);
        if (token == null) {
            byte[] bytes = new byte[16];
            new SecureRandom().nextBytes(bytes);
            token = HexFormat.of().formatHex(bytes);
            session.setAttribute(TOKEN, token);
        }
        return token;
    }
}
