package org.igniterealtime.openfire.plugin.fireside.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply.Said;
import org.igniterealtime.openfire.plugin.fireside.files.FileRequest;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;

/**
 * Files over servlets: what a client sends or takes slowly holds no thread, neither Jetty's nor ours, and of a file there is no more
 * in memory than one piece. Database and disk are asked in a lane.
 */
public final class FilePages implements Stream {
    /** Where files are, below the context. */
    public static final String PATH = "/files/";

    private final Function<FileRequest, FileReply> files;
    private final Lane lane;
    private final Faults faults;

    /** @param files answers a request; called in the lane */
    public FilePages(Function<FileRequest, FileReply> files, Lane lane, Faults faults) {
        this.files = files;
        this.lane = lane;
        this.faults = faults;
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) {
        FileRequest wanted = wanted(request);
        Transfer transfer = Transfer.begin(request, response, lane, faults);
        transfer.inLane(() -> {
            FileReply reply = files.apply(wanted);
            if (reply instanceof FileReply.Taking taking) {
                new Receiving(transfer, taking).begin();
            } else {
                new Sending(transfer, (Said) reply).begin();
            }
        });
    }

    private static FileRequest wanted(HttpServletRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : FileRequest.HEADERS) {
            String value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new FileRequest(request.getMethod(), request.getPathInfo().substring(PATH.length()), headers, request.getContentLengthLong());
    }
}
