package io.hivemind.bench.micro;

import io.hivemind.protocol.Effects;
import io.hivemind.protocol.Input;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Node;
import io.hivemind.protocol.NodeConfig;
import io.hivemind.protocol.Outcome;
import io.hivemind.protocol.View;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the core itself costs where no message is needed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NodeBenchmark {
    private static final int THREAD = 1;

    /** A lock whose manager is the node itself. */
    private static final long LOCK = 8;

    private final Count effects = new Count();
    private final Node node = new Node(new NodeConfig(0, 8, Heap.PAGES, 1 << 20, 1), new Heap().pages, effects);
    private long ticket;

    /** A lock that the drone held last, acquired and released. */
    @Benchmark
    public long reacquire() {
        node.step(new Input.Acquire(ticket++, THREAD, LOCK, false));
        node.step(new Input.Release(THREAD, LOCK));
        return effects.resumed;
    }

    private static final class Count implements Effects {
        private long resumed;

        @Override
        public void send(int to, Message message) {
            throw new IllegalStateException("A lock that was held here last was asked for with " + message + ".");
        }

        @Override
        public void resume(long ticket, Outcome outcome) {
            resumed++;
        }

        @Override
        public void view(View view) {
            throw new IllegalStateException("Nobody comes or goes, but there is " + view + ".");
        }

        @Override
        public void lost(List<Message.Repair> repairs) {
            throw new IllegalStateException("Nobody fails, but lost is " + repairs + ".");
        }

        @Override
        public void suspect(int drone) {
            throw new IllegalStateException("Nobody fails, but suspected is drone " + drone + ".");
        }

        @Override
        public void expelled(String why) {
            throw new IllegalStateException("Nobody fails, but: " + why);
        }
    }
}
