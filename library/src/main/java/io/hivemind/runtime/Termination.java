package io.hivemind.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SIGTERM does to this process when its program wants to be asked. The JDK has no public way to hear of a signal and go on; it has
 * {@code sun.misc.Signal}, which it keeps for want of one, and which is called by reflection here, for the compiler warns of it. Where
 * it is missing, SIGTERM ends the process as ever.
 */
public final class Termination {
    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);
    /** 128 and the number of the signal. */
    private static final int TERMINATED = 143;

    private static final List<Runnable> LISTENERS = new CopyOnWriteArrayList<>();
    private static final AtomicBoolean HANDLED = new AtomicBoolean();
    private static final AtomicBoolean ASKED = new AtomicBoolean();

    private Termination() {}

    /** Has {@code listener} called when the process is to end, which it then has {@code grace} to do by itself. */
    public static void expect(Runnable listener, Duration grace) {
        LISTENERS.add(listener);
        if (HANDLED.compareAndSet(false, true)) {
            try {
                handle(() -> asked(grace));
            } catch (ReflectiveOperationException | IllegalArgumentException missing) {
                LOG.warn(
                        "Nobody can ask this process to leave by SIGTERM, which ends it ({}).",
                        String.valueOf(missing));
            }
        }
    }

    /** Ends what {@link #expect} began. */
    public static void forget(Runnable listener) {
        LISTENERS.remove(listener);
    }

    private static void handle(Runnable signalled) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object proxy = Proxy.newProxyInstance(
                Termination.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        signalled.run();
                    }
                    return method.getName().equals("equals")
                            ? (Object) false
                            : method.getName().equals("hashCode") ? 0 : null;
                });
        Method handle = signal.getMethod("handle", signal, handler);
        try {
            handle.invoke(null, signal.getConstructor(String.class).newInstance("TERM"), proxy);
        } catch (InvocationTargetException refused) {
            throw new ReflectiveOperationException(String.valueOf(refused.getCause()), refused);
        }
    }

    private static void asked(Duration grace) {
        if (LISTENERS.isEmpty() || !ASKED.compareAndSet(false, true)) {
            System.exit(TERMINATED);
        }
        LISTENERS.forEach(
                listener -> Thread.ofPlatform().daemon().name("hivemind-leave").start(listener));
        CompletableFuture.delayedExecutor(grace.toNanos(), TimeUnit.NANOSECONDS).execute(() -> {
            LOG.warn("This process was asked to leave, and has not ended by itself within {} s.", grace.toSeconds());
            System.exit(TERMINATED);
        });
    }
}
