package io.hivemind.runtime;

import io.hivemind.links.Links;
import io.hivemind.protocol.Effects;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Outcome;
import io.hivemind.protocol.View;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the node of a drone does to the world, always under the lock round it. */
final class Outward implements Effects {
    private static final Logger LOG = LoggerFactory.getLogger(Outward.class);

    private final int rank;
    private final int pageSize;
    private final LockedNode node;
    private final Links links;
    private final Views views;
    private final Tickets tickets;

    Outward(DroneConfig config, LockedNode node, Links links, Views views, Tickets tickets) {
        this.rank = config.rank();
        this.pageSize = config.pageSize();
        this.node = node;
        this.links = links;
        this.views = views;
        this.tickets = tickets;
    }

    @Override
    public void send(int to, Message message) {
        tickets.ask(to);
        links.send(to, message);
    }

    @Override
    public void view(View view) {
        List<Integer> lost = node.gone();
        LOG.info("Drone {}: the members of the hive are drones {}.", rank, view.members());
        lost.forEach(drone -> links.exclude(
                drone,
                "Drone " + drone + " was taken to have failed, and its hive goes on without it; it may come in anew."));
        links.view(view.members(), view.ranks());
        views.change(view, lost);
    }

    @Override
    public void collected() {
        LOG.debug("Drone {}: a collection has ended.", rank);
    }

    @Override
    public void lost(List<Message.Repair> repairs) {
        List<Message.Repair> expected =
                repairs.stream().filter(repair -> node.isExempt(repair.page())).toList();
        List<Message.Repair> unexpected =
                repairs.stream().filter(repair -> !node.isExempt(repair.page())).toList();
        if (!expected.isEmpty()) {
            LOG.info("Shared memory without backup was lost. {}", Losses.text(expected, pageSize));
        }
        if (!unexpected.isEmpty()) {
            LOG.warn("Shared memory was lost. {}", Losses.text(unexpected, pageSize));
        }
        views.lost(repairs);
    }

    @Override
    public void suspect(int drone) {
        links.giveUp(drone);
    }

    @Override
    public void expelled(String why) {
        node.excluded("Drone " + rank + " cannot go on. " + why);
    }

    @Override
    public void resume(long ticket, Outcome outcome) {
        int led = tickets.end(ticket, outcome);
        if (led != Luck.NOBODY) {
            links.nudge(led);
        }
    }
}
