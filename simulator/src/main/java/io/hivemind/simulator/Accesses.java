package io.hivemind.simulator;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Input;
import io.hivemind.protocol.Input.Manner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads, stores and spans as the product makes them: register, check the access table, ask if it says no, land. */
final class Accesses {
    /** The bytes an access is about. */
    private record Range(int address, int length, boolean stores) {}

    private final World world;
    private final Chances chances;
    private final Checkers checkers;

    Accesses(World world, Chances chances, Checkers checkers) {
        this.world = world;
        this.chances = chances;
        this.checkers = checkers;
    }

    /** {@return what the core must be asked before {@code op} may land; nothing if the access table allows it} */
    Optional<Input.Touch> check(AppThread thread, Op.Use op, long ticket) {
        Range range = range(op);
        SimDrone drone = world.drone(thread.drone);
        boolean bounded = chances.room().isBounded();
        if ((bounded || range.stores()) && !thread.registered) {
            thread.registered = true;
            world.step(thread.drone, new Input.Register(thread.local));
        }
        thread.wanted = range.stores() ? Access.WRITE : Access.READ;
        thread.firstPage = drone.firstPage(range.address());
        thread.pageCount = drone.pageCount(range.address(), range.length());
        thread.lost.clear();
        boolean holds = bounded && op instanceof Op.Span;
        if (op instanceof Op.Unchecked || (!holds && drone.allows(range.address(), range.length(), thread.wanted))) {
            return Optional.empty();
        }
        Manner manner = holds ? Manner.HELD : bounded ? Manner.SETTLED : Manner.LOOSE;
        return Optional.of(
                new Input.Touch(ticket, thread.local, thread.firstPage, thread.pageCount, thread.wanted, manner));
    }

    /** {@return how many pages a use touches} */
    int pages(Op.Use op) {
        Range range = range(op);
        return world.drones().getFirst().pageCount(range.address(), range.length());
    }

    /** The core granted what {@code op} asked for: it may land without checking again. */
    void granted(AppThread thread, Op.Use op) {
        thread.landing = Optional.of(op);
    }

    /** The access takes place. */
    void land(AppThread thread, Op.Use op) {
        switch (op) {
            case Op.Load load -> load(thread, op, load.address(), load.width());
            case Op.Store store -> {
                if (checkers.racy.hasFresh(store.address(), store.width())) {
                    store(thread, op, store.address(), draw(thread, store));
                } else {
                    load(thread, op, store.address(), store.width());
                }
            }
            case Op.Write write -> store(thread, op, write.address(), bytes(write.value(), write.width()));
            case Op.LoadInto into -> {
                byte[] loaded =
                        load(thread, op, into.source().address(), into.source().width());
                thread.registers[into.register()] = number(loaded);
            }
            case Op.Audit audit -> {
                int size = world.pageSize();
                checkers.plain.requireKept(
                        thread.number,
                        audit.page() * size,
                        world.drone(thread.drone).load(audit.page() * size, size));
                load(thread, op, audit.page() * size, size);
            }
            case Op.Survey survey -> {
                int size = world.pageSize();
                byte[] loaded = world.drone(thread.drone).load(survey.page() * size, size);
                world.landed(thread, op, number(loaded));
                checkers.surveyed(thread.number, survey.page() * size, loaded);
            }
            case Op.Span span -> {
                thread.spanOpen |= span.writable();
                if (chances.room().isBounded()) {
                    thread.held.set(thread.firstPage, thread.firstPage + thread.pageCount);
                }
                List<Op> inside = new ArrayList<>();
                span.inside().forEach(use -> inside.add(new Op.Unchecked(use)));
                if (chances.room().isBounded() && thread.random.nextDouble() < chances.letGo()) {
                    inside.add(new Op.LetGo());
                }
                thread.first(inside);
            }
            case Op.Unchecked unchecked -> land(thread, unchecked.use());
        }
    }

    private Range range(Op.Use op) {
        return switch (op) {
            case Op.Load load -> new Range(load.address(), load.width(), false);
            case Op.Store store -> new Range(store.address(), store.width(), true);
            case Op.Write write -> new Range(write.address(), write.width(), true);
            case Op.LoadInto into ->
                new Range(into.source().address(), into.source().width(), false);
            case Op.Span span -> new Range(span.address(), span.length(), span.writable());
            case Op.Audit audit -> new Range(audit.page() * world.pageSize(), world.pageSize(), false);
            case Op.Survey survey -> new Range(survey.page() * world.pageSize(), world.pageSize(), false);
            case Op.Unchecked unchecked -> range(unchecked.use());
        };
    }

    private byte[] load(AppThread thread, Op.Use op, int address, int length) {
        byte[] loaded = world.drone(thread.drone).load(address, length);
        world.landed(thread, op, number(loaded));
        checkers.loaded(thread.number, address, loaded);
        return loaded;
    }

    private void store(AppThread thread, Op.Use op, int address, byte[] value) {
        world.drone(thread.drone).store(address, value);
        world.landed(thread, op, number(value));
        checkers.stored(thread.number, address, value);
    }

    private byte[] draw(AppThread thread, Op.Store store) {
        byte[] value = new byte[store.width()];
        double kind = thread.random.nextDouble();
        boolean zero = kind < chances.zeroValue();
        boolean same = !zero && kind < chances.zeroValue() + chances.sameValue();
        for (int i = 0; i < value.length; i++) {
            int address = store.address() + i;
            if (checkers.racy.isRacy(address)) {
                value[i] = checkers.racy.fresh(address, thread.random);
            } else if (same) {
                value[i] = checkers.plain.at(address);
            } else if (!zero) {
                value[i] = (byte) thread.random.nextInt();
            }
        }
        return value;
    }

    private static byte[] bytes(long value, int width) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        return bytes;
    }

    private static long number(byte[] bytes) {
        long value = 0;
        for (int i = Math.min(8, bytes.length) - 1; i >= 0; i--) {
            value = value << 8 | (bytes[i] & 0xFF);
        }
        return value;
    }
}
