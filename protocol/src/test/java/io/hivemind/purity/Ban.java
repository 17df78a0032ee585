package io.hivemind.purity;

import java.util.List;

/**
 * Something the core may not refer to.
 *
 * @param name a package, a class, {@code class#member} or, whatever the class, {@code #member}; what lies inside a package or
 *     a class is banned too
 * @param instead what the core does in its place
 */
record Ban(String name, String instead) {
    static final String ONE_CALLER = "nothing: the core has one caller at a time, and the runtime holds the lock";
    private static final String EFFECT = "an effect that the runtime carries out, or an input that it brings";
    private static final String TICK = "Input.Tick: time comes in as an input";
    private static final String SEED = "a number that comes in with an input or the configuration";
    private static final String CONFIG = "NodeConfig: what the core must know it is told";
    private static final String ORDERED =
            "an array, a BitSet, an EnumMap, a TreeMap or a LinkedHashMap, whose order is defined";

    static final List<Ban> ALL = List.of(
            new Ban("java.lang.Thread", ONE_CALLER),
            new Ban("java.lang.ThreadGroup", ONE_CALLER),
            new Ban("java.lang.ThreadLocal", ONE_CALLER),
            new Ban("java.lang.InheritableThreadLocal", ONE_CALLER),
            new Ban("java.lang.ScopedValue", ONE_CALLER),
            new Ban("java.lang.Object#wait", ONE_CALLER),
            new Ban("java.lang.Object#notify", ONE_CALLER),
            new Ban("java.lang.Object#notifyAll", ONE_CALLER),
            new Ban("java.util.concurrent", ONE_CALLER),
            new Ban("java.util.Timer", TICK),
            new Ban("java.util.TimerTask", TICK),
            new Ban("#parallel", "the stream as it is"),
            new Ban("#parallelStream", "stream()"),
            new Ban("java.util.Arrays#parallelPrefix", "a loop"),
            new Ban("java.util.Arrays#parallelSetAll", "Arrays.setAll"),
            new Ban("java.util.Arrays#parallelSort", "Arrays.sort"),
            new Ban("java.io", EFFECT),
            new Ban("java.nio.channels", EFFECT),
            new Ban("java.nio.file", EFFECT),
            new Ban("java.net", EFFECT),
            new Ban("java.lang.Process", EFFECT),
            new Ban("java.lang.ProcessBuilder", EFFECT),
            new Ban("java.lang.ProcessHandle", EFFECT),
            new Ban("java.lang.Runtime", CONFIG),
            new Ban("java.lang.System#in", EFFECT),
            new Ban("java.lang.System#out", EFFECT),
            new Ban("java.lang.System#err", EFFECT),
            new Ban("java.lang.System#exit", "ProtocolException: a drone may fail"),
            new Ban("java.lang.System#getLogger", EFFECT),
            new Ban("java.time", TICK),
            new Ban("java.util.Calendar", TICK),
            new Ban("java.util.Date", TICK),
            new Ban("java.lang.System#currentTimeMillis", TICK),
            new Ban("java.lang.System#nanoTime", TICK),
            new Ban("java.lang.System#getenv", CONFIG),
            new Ban("java.lang.System#getProperty", CONFIG),
            new Ban("java.lang.System#getProperties", CONFIG),
            new Ban("java.lang.System#lineSeparator", "\\n"),
            new Ban("java.lang.Boolean#getBoolean", CONFIG),
            new Ban("java.lang.Integer#getInteger", CONFIG),
            new Ban("java.lang.Long#getLong", CONFIG),
            new Ban("java.lang.Math#random", SEED),
            new Ban("java.lang.StrictMath#random", SEED),
            new Ban("java.security", SEED),
            new Ban("java.util.Random", SEED),
            new Ban("java.util.SplittableRandom", SEED),
            new Ban("java.util.UUID#randomUUID", SEED),
            new Ban("java.util.random", SEED),
            new Ban("java.util.Collections#shuffle", SEED),
            new Ban("java.lang.System#identityHashCode", "an id that the protocol gives out"),
            new Ban("java.util.HashMap", ORDERED),
            new Ban("java.util.HashSet", ORDERED),
            new Ban("java.util.Hashtable", ORDERED),
            new Ban("java.util.IdentityHashMap", ORDERED),
            new Ban("java.util.WeakHashMap", ORDERED),
            new Ban("java.util.Map#copyOf", ORDERED),
            new Ban("java.util.Map#of", ORDERED),
            new Ban("java.util.Map#ofEntries", ORDERED),
            new Ban("java.util.Set#copyOf", ORDERED),
            new Ban("java.util.Set#of", ORDERED),
            new Ban("java.util.stream.Collectors#groupingBy", ORDERED),
            new Ban("java.util.stream.Collectors#toMap", ORDERED),
            new Ban("java.util.stream.Collectors#toSet", ORDERED),
            new Ban("java.util.stream.Collectors#toUnmodifiableMap", ORDERED),
            new Ban("java.util.stream.Collectors#toUnmodifiableSet", ORDERED));

    boolean covers(String reference) {
        if (name.startsWith("#")) {
            return reference.endsWith(name);
        }
        return reference.startsWith(name)
                && (reference.length() == name.length() || ".$#".indexOf(reference.charAt(name.length())) >= 0);
    }
}
