package io.hivemind.runtime;

import io.hivemind.protocol.Input;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The application threads that a drone has seen, with the numbers under which its node knows them. They are held weakly:
 * a thread that has ended, or that nothing can wake any more, is not kept.
 */
final class Threads {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int SLOTS = 1024;
    /** How long at least from one look at the threads to the next, unless a thread waits for what they keep. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** Where an access is between its check and its store, or waits within it. */
    private static final Set<String> ACCESSORS = Set.of("io.hivemind", "io.hivemind.memory", "io.hivemind.runtime");

    /** One application thread. All but the number is guarded by the lock round the node. */
    static final class Member {
        private final int number;
        private final WeakReference<Thread> thread;
        private boolean registered;
        /**
         * Whether the thread has had a writable span since it last synchronised, and may store without any call. Where room is
         * bounded the node knows what each thread holds, and this is never so.
         */
        private boolean spans;

        private Member(int number, Thread thread) {
            this.number = number;
            this.thread = new WeakReference<>(thread);
        }

        int number() {
            return number;
        }

        /** The thread synchronises, which ends its spans. */
        void synchronise() {
            spans = false;
        }

        /** The thread goes on storing where it has checked, until it synchronises. */
        void holdSpan() {
            spans = true;
        }

        private boolean hasEnded() {
            Thread alive = thread.get();
            return alive == null || alive.getState() == Thread.State.TERMINATED;
        }
    }

    private final ConcurrentMap<Long, Member> members = new ConcurrentHashMap<>();
    /** By thread id: who may store without registering. Read by their own threads only; a collision registers again. */
    private final long[] storing = new long[SLOTS];
    /** Numbers whose threads have ended; the node has forgotten them. Guarded by itself. */
    private final ArrayDeque<Integer> freeNumbers = new ArrayDeque<>();
    /** The next number never given. Guarded by {@link #freeNumbers}. */
    private int nextNumber;

    /** When the threads were last looked at. Guarded by the lock round the node. */
    private long lookedNanos = System.nanoTime();

    /** {@return the current thread, which gets a number if it has none} */
    Member current() {
        Thread thread = Thread.currentThread();
        Member member = members.get(thread.threadId());
        return member != null ? member : members.computeIfAbsent(thread.threadId(), id -> new Member(number(), thread));
    }

    boolean isRegistered(long threadId) {
        return (long) SLOT.getOpaque(storing, slot(threadId)) == threadId;
    }

    /**
     * Notes that the current thread may store, under the lock round the node.
     *
     * @return what to tell the node, if it does not know yet
     */
    @Nullable
    Input register(Member member) {
        long id = Thread.currentThread().threadId();
        SLOT.setOpaque(storing, slot(id), id);
        if (member.registered) {
            return null;
        }
        member.registered = true;
        return new Input.Register(member.number);
    }

    /**
     * Looks where all registered threads are, under the lock round the node, and tells the node of those that wait outside any
     * access, be it for another thread or in a call of the system. A look at the stack of such a thread settles it: no
     * thread leaves a method of an accessor between its check and its store or load, and no compiler moves a check before a
     * call of whose effects it knows nothing. Of a thread that runs the stack says less: its compiled loop may have checked before.
     *
     * @param atOnce whether to look even if the last look is not long ago
     */
    void look(boolean atOnce, Consumer<Input> node) {
        long now = System.nanoTime();
        if (!atOnce && now - lookedNanos <= LOOK_NANOS) {
            return;
        }
        lookedNanos = now;
        // A thread may wake between the look at its state and the look at its stack: what was closed must be so for it
        // then.
        VarHandle.fullFence();
        for (Member member : members.values()) {
            if (member.registered && !member.spans && !member.hasEnded() && waitsOutside(member.thread.get())) {
                node.accept(new Input.Quiesce(member.number));
            }
        }
    }

    /** Forgets the threads that have ended, under the lock round the node. */
    void forgetEnded(Consumer<Input> node) {
        members.forEach((id, member) -> {
            if (member.hasEnded()) {
                members.remove(id);
                if (member.registered) {
                    node.accept(new Input.Retire(member.number));
                }
                synchronized (freeNumbers) {
                    freeNumbers.add(member.number);
                }
            }
        });
    }

    private int number() {
        synchronized (freeNumbers) {
            Integer free = freeNumbers.poll();
            return free != null ? free : nextNumber++;
        }
    }

    private static boolean waitsOutside(@Nullable Thread thread) {
        if (thread == null) {
            return false;
        }
        return switch (thread.getState()) {
            case NEW, TERMINATED -> false;
            case RUNNABLE -> isInSystem(thread.getStackTrace());
            case BLOCKED, WAITING, TIMED_WAITING -> isOutside(thread.getStackTrace());
        };
    }

    private static boolean isInSystem(StackTraceElement[] stack) {
        return stack.length > 0 && stack[0].isNativeMethod() && isOutside(stack);
    }

    private static boolean isOutside(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (ACCESSORS.contains(type.substring(0, Math.max(0, type.lastIndexOf('.'))))) {
                return false;
            }
        }
        // A thread that has just ended has no stack: the next look will see that it has ended.
        return stack.length > 0;
    }

    private static int slot(long threadId) {
        return (int) threadId & (SLOTS - 1);
    }
}
