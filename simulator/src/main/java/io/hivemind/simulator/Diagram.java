package io.hivemind.simulator;

import io.hivemind.protocol.Input;
import io.hivemind.protocol.Message;
import io.hivemind.simulator.Journal.Entry;
import io.hivemind.simulator.Journal.Happening;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Draws the course of a run as a Lamport diagram: a vertical line for each drone, time going down, an arrow for each
 * message, a dot for each access, and words for what threads ask of their core. One row is one thing that happened, so that
 * a busy moment gets more room than an idle hour. Every mark has its full text as a tooltip.
 */
final class Diagram {
    private static final int ROW = 18;
    private static final int COLUMN = 230;
    private static final int MARGIN = 60;
    private static final int TOP = 70;
    private static final int MOST_ROWS = 1_500;
    private static final int MOST_DRONES = 64;
    private static final int LABEL = 34;

    private static final String STYLE = """
            <defs><marker id="head" markerWidth="9" markerHeight="7" refX="8" refY="3.5" orient="auto">\
            <path d="M0,0 L9,3.5 L0,7 z" fill="#446"/></marker></defs>
            <style>
            svg { background: white; font: 11px sans-serif; }
            .drone { stroke: #999; stroke-width: 1.5; }
            .message line { stroke: #446; } .lost line { stroke: #446; stroke-dasharray: 4 3; }
            .kind { fill: #446; } .time { fill: #999; font-size: 10px; } .title { font-size: 13px; font-weight: bold; }
            .store circle { fill: #b22; } .load circle { fill: white; stroke: #06c; stroke-width: 1.5; }
            .asks circle { fill: #777; } .resumed circle { fill: #2a2; } .viewed circle { fill: #c80; } .viewed .what { fill: #c80; }
            .store .what { fill: #b22; } .load .what { fill: #06c; } .asks .what { fill: #777; }
            </style>
            """;

    /** A message on its way: where its arrow begins. */
    private record Flight(int row, Message message) {}

    private final int drones;
    private final StringBuilder lines = new StringBuilder();
    private final StringBuilder marks = new StringBuilder();
    /** By ordered pair: the messages sent and not yet received, in order. */
    private final Map<Long, Deque<Flight>> flights = new TreeMap<>();

    private int row;
    private long lastTime = -1;

    private Diagram(int drones) {
        this.drones = drones;
    }

    /** {@return an SVG picture of the last entries, as many as can be looked at} */
    static String draw(int drones, List<Entry> entries, Optional<Failure> failure) {
        List<Entry> shown = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.drone() < MOST_DRONES && isShown(entry.what())) {
                shown.add(entry);
            }
        }
        int left = Math.max(0, shown.size() - MOST_ROWS);
        Diagram diagram = new Diagram(Math.min(drones, MOST_DRONES));
        shown.subList(left, shown.size()).forEach(diagram::add);
        return diagram.finish(left, failure);
    }

    private static boolean isShown(Happening what) {
        return switch (what) {
            case Happening.In in ->
                switch (in.input()) {
                    case Input.Tick _, Input.Quiesce _, Input.Retire _, Input.Register _, Input.Inquire _ -> false;
                    default -> true;
                };
            case Happening.Sent _, Happening.Landed _, Happening.Viewed _, Happening.Lost _, Happening.Befell _ -> true;
            case Happening.Resumed resumed -> resumed.ticket() > 0;
        };
    }

    private void add(Entry entry) {
        row++;
        if (entry.time() != lastTime) {
            lastTime = entry.time();
            text(marks, 8, y(row), "time", "" + entry.time());
        }
        switch (entry.what()) {
            case Happening.Sent sent -> send(entry.drone(), sent);
            case Happening.In in -> input(entry.drone(), in.input());
            case Happening.Viewed _, Happening.Lost _, Happening.Befell _ -> mark(entry, "viewed", 3);
            case Happening.Resumed _ -> mark(entry, "resumed", 2);
            case Happening.Landed landed -> mark(entry, storing(landed.access()) ? "store" : "load", 4);
        }
    }

    private void send(int from, Happening.Sent sent) {
        if (sent.to() < drones) {
            flights.computeIfAbsent(pair(from, sent.to()), _ -> new ArrayDeque<>())
                    .add(new Flight(row, sent.message()));
        } else {
            row--;
        }
    }

    private void input(int drone, Input input) {
        if (input instanceof Input.Received received) {
            Deque<Flight> sent = flights.getOrDefault(pair(received.from(), drone), new ArrayDeque<>());
            Optional<Flight> flight = Optional.ofNullable(sent.poll());
            arrow(received.from(), flight.map(Flight::row).orElse(0), drone, row, received.message(), "message");
        } else {
            mark(new Entry(lastTime, drone, new Happening.In(input)), "asks", 2);
        }
    }

    private void arrow(int from, int fromRow, int to, int toRow, Message message, String style) {
        int x1 = x(from);
        int x2 = x(to);
        int y1 = y(fromRow);
        int y2 = y(toRow);
        lines.append("<g class=\"").append(style).append("\"><title>");
        lines.append(escaped(from + " to " + to + ": " + Text.of(message))).append("</title>");
        lines.append("<line x1=\"").append(x1).append("\" y1=\"").append(y1);
        lines.append("\" x2=\"").append(x2).append("\" y2=\"").append(y2);
        lines.append("\" marker-end=\"url(#head)\"/>");
        int side = x2 > x1 ? 1 : -1;
        int at = x1 + side * 8;
        double slope = (y2 - y1) / (double) (x2 - x1);
        String anchor = side > 0 ? "start" : "end";
        lines.append("<text class=\"kind\" text-anchor=\"")
                .append(anchor)
                .append("\" x=\"")
                .append(at);
        lines.append("\" y=\"").append((int) (y1 + slope * side * 8) - 3).append("\">");
        lines.append(escaped(label(message))).append("</text></g>\n");
    }

    private void mark(Entry entry, String style, int radius) {
        String text = Text.of(entry.what());
        marks.append("<g class=\"")
                .append(style)
                .append("\"><title>")
                .append(escaped(text))
                .append("</title>");
        marks.append("<circle cx=\"")
                .append(x(entry.drone()))
                .append("\" cy=\"")
                .append(y(row));
        marks.append("\" r=\"").append(radius).append("\"/>");
        if (!"resumed".equals(style)) {
            text(marks, x(entry.drone()) + 7, y(row) + 4, "what", shortened(text));
        }
        marks.append("</g>\n");
    }

    private String finish(int left, Optional<Failure> failure) {
        flights.forEach((pair, sent) -> sent.forEach(flight -> arrow(
                (int) (pair / MOST_DRONES),
                flight.row(),
                (int) (pair % MOST_DRONES),
                row + 1,
                flight.message(),
                "lost")));
        int width = 2 * MARGIN + drones * COLUMN;
        int height = y(row) + 3 * ROW;
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width);
        svg.append("\" height=\"").append(height).append("\" viewBox=\"0 0 ");
        svg.append(width).append(' ').append(height).append("\">\n").append(STYLE);
        String title = failure.map(f -> f.kind().words() + ". " + f.text()).orElse("nothing wrong");
        text(svg, 8, 18, "title", title.lines().findFirst().orElse(""));
        text(svg, 8, 36, "time", left == 0 ? "from the beginning" : left + " earlier rows are left out");
        for (int drone = 0; drone < drones; drone++) {
            text(svg, x(drone) - 24, TOP - 12, "title", "drone " + drone);
            svg.append("<line class=\"drone\" x1=\"")
                    .append(x(drone))
                    .append("\" y1=\"")
                    .append(TOP);
            svg.append("\" x2=\"")
                    .append(x(drone))
                    .append("\" y2=\"")
                    .append(height - ROW)
                    .append("\"/>\n");
        }
        return svg.append(lines).append(marks).append("</svg>\n").toString();
    }

    private static String label(Message message) {
        return switch (message) {
            case Message.LockRequest request -> "request " + request.lock();
            case Message.LockForward forward -> "forward " + forward.lock() + " for " + forward.requester();
            case Message.LockGrant grant -> "grant " + grant.lock();
            case Message.LockBusy busy -> "busy " + busy.lock();
            case Message.LockSignal signal -> "signal " + signal.lock();
            case Message.BarrierArrive arrive -> "arrive " + arrive.barrier();
            case Message.BarrierRelease release -> "release " + release.barrier();
            case Message.IntervalRequest _ -> "intervals?";
            case Message.IntervalReply _ -> "intervals";
            case Message.PageRequest request ->
                shortened("page "
                        + request.wants().stream().map(want -> "" + want.page()).toList() + "?");
            case Message.PageReply reply ->
                shortened("page "
                        + reply.news().stream().map(news -> "" + news.page()).toList());
            case Message.PagePush push ->
                shortened("push "
                        + push.diffs().stream().map(diffs -> "" + diffs.page()).toList());
            case Message.CollectWanted _ -> "collection?";
            case Message.AdmitWanted wanted -> "admit " + wanted.rank() + "?";
            case Message.Suspected suspected -> suspected.rank() + " is gone";
            case Message.LeaveWanted _ -> "leave?";
            case Message.LeaveGranted _ -> "you may";
            case Message.CollectCall _ -> "collect: call";
            case Message.Backup _ -> "backup";
            case Message.BackupKept _ -> "kept";
            case Message.ChangeCall _ -> "change: call";
            case Message.ChangeReport _ -> "change: report";
            case Message.ChangePrepare _ -> "change: prepare";
            case Message.ChangeHoldings _ -> "change: holdings";
            case Message.ChangePropose _ -> "change: propose";
            case Message.ChangeAccept _ -> "change: accept";
            case Message.ChangeDecided _ -> "change: decided";
            case Message.ChangeBehind _ -> "change: behind";
            case Message.CollectArrive _ -> "collect: here";
            case Message.CollectStart _ -> "collect: start";
            case Message.CollectDone _ -> "collect: done";
            case Message.CollectFree _ -> "collect: free";
            case Message.Inquiry _ -> "inquiry";
            case Message.InquiryReply _ -> "answer";
        };
    }

    private static boolean storing(Op access) {
        return access instanceof Op.Use use && AppThread.stores(use);
    }

    private static String shortened(String text) {
        return text.length() <= LABEL ? text : text.substring(0, LABEL - 1) + "…";
    }

    private static void text(StringBuilder to, int x, int y, String style, String text) {
        to.append("<text class=\"")
                .append(style)
                .append("\" x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y);
        to.append("\">").append(escaped(text)).append("</text>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static long pair(int from, int to) {
        return (long) from * MOST_DRONES + to;
    }

    private static int x(int drone) {
        return MARGIN + COLUMN / 4 + drone * COLUMN;
    }

    private static int y(int row) {
        return TOP + 10 + row * ROW;
    }
}
