package io.hivemind.simulator;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Input;
import io.hivemind.protocol.Input.Manner;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Outcome;
import io.hivemind.protocol.Room;
import io.hivemind.protocol.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A hive that does what it is told, one command at a time. Threads are named {@code drone} or {@code drone.thread};
 * addresses are numbers or names given with {@code let}. Nothing arrives before it is delivered. The commands:
 *
 * <pre>
 * drones N page BYTES [pages N] [budget BYTES] [grace TICKS] [carry BYTES] [push TIMES] [arity N] [room PAGES [lru]] [backup N]
 * let NAME ADDRESS
 * read THREAD ADDRESS [WIDTH]             write THREAD ADDRESS VALUE [WIDTH]
 * check THREAD ADDRESS                    land THREAD ADDRESS VALUE   the two halves of a one-byte store
 * hold THREAD ADDRESS WIDTH read|write    letgo THREAD                spans, where room is bounded
 * lock THREAD LOCK                        try THREAD LOCK             unlock THREAD LOCK
 * await THREAD LOCK CONDITION             signal THREAD LOCK CONDITION [all]
 * arrive THREAD BARRIER [THREADS]         abandon THREAD              ask THREAD
 * summon DRONE LOCK…                      collect DRONE
 * admit DRONE                             a newcomer comes, with the next rank, and DRONE lets it in
 * leave DRONE                             tick [DRONE]
 * fail DRONE                              its process ends; what it sent before still arrives
 * stop DRONE                              resume DRONE                it reads nothing meanwhile
 * cut DRONE DRONE                         nothing arrives between the two any more
 * suspect DRONE [BY]                      BY, or all that run, take it to have failed
 * quiesce THREAD                          retire THREAD
 * deliver FROM-&gt;TO                        stabilize                   delivers until nothing is under way
 * messages                                how many were sent since the last such command
 * access DRONE ADDRESS                    totals DRONE
 * resident DRONE ADDRESS                  room DRONE
 * </pre>
 */
final class Scenario implements SimDrone.Surroundings {
    private static final int THREADS = 100;

    /** What a thread wants to say when its wait ends. */
    private record Pending(String thread, Runnable end) {}

    private final List<SimDrone> drones = new ArrayList<>();
    private final Map<String, Integer> names = new TreeMap<>();
    private final Wires wires = new Wires();
    private final Map<Long, Pending> waits = new TreeMap<>();
    /** By thread: the ticket it was given last. */
    private final Map<Integer, Long> tickets = new TreeMap<>();

    private final List<Integer> registered = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private Founding founding = Founding.of(List.of("drones", "1"));
    private Room room = founding.room();
    private int messages;
    private long lastTicket;

    /** {@return what happened, a line each} */
    List<String> perform(String command) {
        said.clear();
        List<String> words = List.of(command.strip().split("\\s+"));
        if (!command.isBlank() && !command.startsWith("#")) {
            try {
                perform(words.getFirst(), words);
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                throw new IllegalArgumentException("The command \"" + command + "\" cannot be read.", e);
            }
        }
        return List.copyOf(said);
    }

    private void perform(String verb, List<String> words) {
        switch (verb) {
            case "drones" -> found(words);
            case "let" -> names.put(words.get(1), Integer.parseInt(words.get(2)));
            case "read" -> read(words);
            case "write" -> write(words);
            case "check" -> check(words);
            case "hold" -> hold(words);
            case "letgo" -> step(thread(words), new Input.LetGo(thread(words) % THREADS));
            case "land" -> land(thread(words), address(words), Long.parseLong(words.get(3)), 1);
            case "collect" -> drones.get(thread(words) / THREADS).step(new Input.Collect());
            case "summon" ->
                drones.get(Integer.parseInt(words.get(1)))
                        .step(new Input.Summon(
                                words.stream().skip(2).map(Long::valueOf).toList()));
            case "admit" -> admit(words);
            case "leave" -> leave(words);
            case "fail" -> wires.ends(number(words, 1));
            case "stop" -> wires.stop(number(words, 1));
            case "resume" -> wires.goOn(number(words, 1));
            case "cut" -> wires.cut(number(words, 1), number(words, 2));
            case "suspect" -> {
                if (words.size() > 2) {
                    suspect(number(words, 2), number(words, 1));
                } else {
                    suspect(number(words, 1));
                }
            }
            case "tick" -> tick(words);
            case "quiesce" -> step(thread(words), new Input.Quiesce(thread(words) % THREADS));
            case "retire" -> step(thread(words), new Input.Retire(thread(words) % THREADS));
            case "deliver" -> deliver(words.get(1));
            case "stabilize" -> stabilize();
            case "messages" -> {
                say(messages + (messages == 1 ? " message" : " messages"));
                messages = 0;
            }
            case "access" -> {
                SimDrone drone = drones.get(Integer.parseInt(words.get(1)));
                say(Figures.access(drone, address(words)));
            }
            case "resident" -> {
                boolean here = drones.get(Integer.parseInt(words.get(1)))
                        .frames()
                        .isResident(address(words) / room.pageSize());
                say(here ? "here" : "not here");
            }
            case "room" ->
                say(Figures.room(
                        drones.get(Integer.parseInt(words.get(1))).node().totals()));
            case "totals" ->
                say(Figures.totals(
                        drones.get(Integer.parseInt(words.get(1))).node().totals()));
            default -> synchronise(verb, words);
        }
    }

    private void synchronise(String verb, List<String> words) {
        int thread = thread(words);
        int local = thread % THREADS;
        switch (verb) {
            case "lock", "try" -> {
                long lock = Long.parseLong(words.get(2));
                step(thread, new Input.Acquire(wait(thread, "lock " + lock), local, lock, verb.equals("try")));
            }
            case "unlock" -> step(thread, new Input.Release(local, Long.parseLong(words.get(2))));
            case "await" -> {
                long lock = Long.parseLong(words.get(2));
                int condition = Integer.parseInt(words.get(3));
                step(thread, new Input.Await(wait(thread, "condition " + condition), local, lock, condition));
            }
            case "signal" -> {
                boolean all = words.size() > 4 && words.get(4).equals("all");
                step(
                        thread,
                        new Input.Signal(local, Long.parseLong(words.get(2)), Integer.parseInt(words.get(3)), all));
            }
            case "arrive" -> {
                int barrier = Integer.parseInt(words.get(2));
                int count = words.size() > 3 ? Integer.parseInt(words.get(3)) : 1;
                step(thread, new Input.Arrive(wait(thread, "barrier " + barrier), local, barrier, count));
            }
            case "abandon" -> step(thread, new Input.Abandon(ticketOf(thread)));
            case "ask" -> {
                long about = ticketOf(thread);
                step(thread, new Input.Inquire(newWait(name(thread), () -> {}), about));
            }
            default -> throw new IllegalArgumentException("There is no command " + verb + ".");
        }
    }

    private void found(List<String> words) {
        founding = Founding.of(words);
        room = founding.room();
        for (int rank = 0; rank < founding.size(); rank++) {
            drones.add(new SimDrone(founding.config(rank), founding.pageSize(), this));
        }
    }

    /** A newcomer has been started and waits, and a member lets it in. */
    private void admit(List<String> words) {
        int rank = drones.size();
        drones.add(new SimDrone(founding.config(rank), founding.pageSize(), this));
        drones.get(Integer.parseInt(words.get(1))).step(new Input.Admit(rank));
    }

    private void leave(List<String> words) {
        int drone = Integer.parseInt(words.get(1));
        long ticket = newWait("" + drone, () -> {
            left.add(drone);
            wires.ends(drone);
            say(drone + " has left");
        });
        drones.get(drone).step(new Input.Leave(ticket));
    }

    private void read(List<String> words) {
        int thread = thread(words);
        int address = address(words);
        int width = words.size() > 3 ? Integer.parseInt(words.get(3)) : 1;
        SimDrone drone = drones.get(thread / THREADS);
        if (room.isBounded()) {
            register(thread);
        }
        touch(
                thread,
                address,
                width,
                Access.READ,
                () -> say(
                        name(thread) + " reads " + words.get(2) + " = " + Figures.number(drone.load(address, width))));
    }

    private void write(List<String> words) {
        int thread = thread(words);
        int width = words.size() > 4 ? Integer.parseInt(words.get(4)) : 1;
        long value = Long.parseLong(words.get(3));
        register(thread);
        touch(thread, address(words), width, Access.WRITE, () -> land(thread, address(words), value, width));
    }

    private void check(List<String> words) {
        int thread = thread(words);
        register(thread);
        touch(thread, address(words), 1, Access.WRITE, () -> say(name(thread) + " may write " + words.get(2)));
    }

    private void hold(List<String> words) {
        int thread = thread(words);
        int width = Integer.parseInt(words.get(3));
        Access wanted = Access.valueOf(words.get(4).toUpperCase(Locale.ROOT));
        register(thread);
        long ticket = newWait(name(thread), () -> say(name(thread) + " holds " + words.get(2)));
        ask(thread, ticket, address(words), width, wanted, Manner.HELD);
    }

    private void register(int thread) {
        if (!registered.contains(thread)) {
            registered.add(thread);
            step(thread, new Input.Register(thread % THREADS));
        }
    }

    private void touch(int thread, int address, int width, Access wanted, Runnable then) {
        SimDrone drone = drones.get(thread / THREADS);
        if (drone.allows(address, width, wanted)) {
            then.run();
            return;
        }
        long ticket = newWait(name(thread), then);
        ask(thread, ticket, address, width, wanted, room.isBounded() ? Manner.SETTLED : Manner.LOOSE);
    }

    private void ask(int thread, long ticket, int address, int width, Access wanted, Manner manner) {
        SimDrone drone = drones.get(thread / THREADS);
        tickets.put(thread, ticket);
        int count = drone.pageCount(address, width);
        step(thread, new Input.Touch(ticket, thread % THREADS, drone.firstPage(address), count, wanted, manner));
    }

    private void land(int thread, int address, long value, int width) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        drones.get(thread / THREADS).store(address, bytes);
    }

    private void tick(List<String> words) {
        for (SimDrone drone : drones) {
            boolean named = words.size() < 2 || drone.rank() == Integer.parseInt(words.get(1));
            if (named && wires.runs(drone.rank())) {
                drone.step(new Input.Tick());
            }
        }
    }

    private void deliver(String link) {
        List<String> ends = List.of(link.split("->"));
        int from = Integer.parseInt(ends.getFirst());
        int to = Integer.parseInt(ends.getLast());
        wires.next(from, to)
                .ifPresentOrElse(this::receive, () -> say("nothing is under way from " + from + " to " + to));
    }

    private void stabilize() {
        for (Optional<Wires.Sent> next = wires.next(); next.isPresent(); next = wires.next()) {
            next.ifPresent(this::receive);
        }
    }

    private void receive(Wires.Sent sent) {
        drones.get(sent.to()).step(new Input.Received(sent.from(), sent.message()));
    }

    /** A drone takes another to have failed. */
    private void suspect(int drone, int other) {
        if (wires.runs(drone)) {
            drones.get(drone).step(new Input.Suspect(other));
        }
    }

    /** All others that run take a drone to have failed, be it so or not. */
    private void suspect(int drone) {
        drones.forEach(each -> {
            if (each.rank() != drone) {
                suspect(each.rank(), drone);
            }
        });
    }

    @Override
    public void sent(int from, int to, Message message) {
        if (left.contains(to)) {
            throw new IllegalStateException(
                    "Drone " + from + " sends to drone " + to + ", which has left: " + Text.of(message) + ".");
        }
        messages++;
        if (!wires.isGone(to)) {
            wires.add(new Wires.Sent(from, to, message));
        }
        say(from + "->" + to + " " + Text.of(message));
    }

    @Override
    public void lost(int drone, List<Message.Repair> repairs) {
        say(drone + " is told that something is lost" + ViewText.ofRepairs(repairs));
    }

    @Override
    public void expelled(int drone, String why) {
        say(drone + " cannot go on: " + why);
        wires.ends(drone);
    }

    @Override
    public void viewed(int drone, View view) {
        say(drone + " is in " + Text.of(view));
    }

    @Override
    public void resumed(int drone, long ticket, Outcome outcome) {
        Pending pending = waits.get(ticket);
        if (pending == null) {
            throw new IllegalStateException("Drone " + drone + " ended wait " + ticket + ", which nobody waits for.");
        }
        waits.remove(ticket);
        switch (outcome) {
            case Outcome.Answer _ -> say(pending.thread() + " is told: " + Text.of(outcome));
            case Outcome.Plain plain
            when plain == Outcome.Plain.DONE -> pending.end().run();
            case Outcome.Passed _ -> pending.end().run();
            case Outcome.Plain _ -> say(pending.thread() + " is " + Text.of(outcome));
            case Outcome.Full _ -> say(pending.thread() + " is told: " + Text.of(outcome));
        }
    }

    private long wait(int thread, String what) {
        long ticket = newWait(name(thread), () -> say(name(thread) + " is past " + what));
        tickets.put(thread, ticket);
        return ticket;
    }

    private long newWait(String thread, Runnable end) {
        waits.put(++lastTicket, new Pending(thread, end));
        return lastTicket;
    }

    private long ticketOf(int thread) {
        return tickets.getOrDefault(thread, 0L);
    }

    private void step(int thread, Input input) {
        drones.get(thread / THREADS).step(input);
    }

    private void say(String line) {
        said.add(line);
    }

    private static int number(List<String> words, int at) {
        return Integer.parseInt(words.get(at));
    }

    private static int thread(List<String> words) {
        List<String> parts = List.of(words.get(1).split("\\."));
        int local = parts.size() > 1 ? Integer.parseInt(parts.get(1)) : 0;
        return Integer.parseInt(parts.getFirst()) * THREADS + local;
    }

    private static String name(int thread) {
        return thread % THREADS == 0 ? "" + thread / THREADS : thread / THREADS + "." + thread % THREADS;
    }

    private int address(List<String> words) {
        Integer named = names.get(words.get(2));
        return named != null ? named : Integer.parseInt(words.get(2));
    }
}
