package io.hivemind;

import io.hivemind.protocol.Room;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a drone must know to join its hive. Made by {@link #builder()} or read from the environment.
 *
 * @param rank the number of this drone, from 0 to {@code size} less one
 * @param size how many drones the hive has, the same for all, at least 1
 * @param coordinator where drone 0 listens; not used by a hive of one
 * @param bind the address on which this drone listens for the others; drone 0 listens on the coordinator's unless this is
 *     {@code 0.0.0.0}, every address of the machine
 * @param port the port on which this drone listens, 0 for any free one; drone 0 listens on the coordinator's
 * @param hive the name of the hive, the same for all: a drone of another hive is refused
 * @param pageSize bytes in a page, the same for all, a power of two from 256 to 65536
 * @param memoryBytes size of the shared heap, the same for all, at least 16 pages; rounded up to whole pages
 * @param budgetBytes how many bytes of intervals, notices and diffs may gather before a collection; where the memory of a drone is
 *     bounded, a quarter of what it has to work in at most
 * @param waitBound how long any wait may last before it ends in {@link HiveTimeoutException}
 * @param tethered whether the process ends when its standard input does, which tells that its launcher is gone
 * @param ahead whether this drone sends data before it is asked for where it foresees the question; what the program sees is
 *     the same
 * @param memoryPerDrone how many bytes a drone has at most for its part of the shared heap and for what it works with, the same for
 *     all; empty if it may hold a copy of every page
 * @param victims which pages a drone gives up first when its memory is bounded and full
 * @param secretFile the file whose first line is the secret that all drones of the hive know, and nobody else: a drone that does not
 *     is refused. Only its owner may have access to it. {@code -} is the first line of the standard input. Empty: whoever can
 *     connect can join
 * @param encryption which links are encrypted, the same for all; without a secret none can be
 * @param resume the directory of the checkpoint that the hive begins with, the same for all, on the machine of each drone; empty if it
 *     begins with zeros
 * @param entry where the drone comes into a hive that runs already, if it is a newcomer; then the hive says what stands above
 * @param program what tells the program from others, such as a hash of its jar: a newcomer with another is refused. Empty if nobody
 *     knows; then nobody is refused for it
 * @param grace how long the process goes on after SIGTERM, if it was asked to leave so
 * @param onFailure what becomes of the hive when a drone fails, the same for all; a newcomer takes what the hive has
 */
public record HiveConfig(
        int rank,
        int size,
        InetSocketAddress coordinator,
        String bind,
        int port,
        String hive,
        int pageSize,
        long memoryBytes,
        long budgetBytes,
        Duration waitBound,
        boolean tethered,
        boolean ahead,
        OptionalLong memoryPerDrone,
        Victims victims,
        Optional<Path> secretFile,
        Encryption encryption,
        Optional<Path> resume,
        Optional<Entry> entry,
        String program,
        Duration grace,
        OnFailure onFailure) {
    /** What a drone keeps beside its pages shall stay small beside them. */
    private static final int BUDGETS_IN_HEAP = 8;

    private static final long LARGEST_BUDGET = 32L << 20;
    /** Consistency data may fill this part of what a drone with bounded memory has to work in. */
    private static final int BUDGETS_IN_WORKING_ROOM = 4;

    /** Which pages a drone gives up first, of those that another drone has too. */
    public enum Victims {
        /** Those that were used in one go only: a scan of much memory does not push out what is used again and again. */
        SCAN(Room.Choice.SCAN_RESISTANT),
        /** Those that were used least recently. */
        LRU(Room.Choice.LEAST_RECENT);

        private final Room.Choice choice;

        Victims(Room.Choice choice) {
            this.choice = choice;
        }
    }

    /** Which links are encrypted, by TLS with certificates that follow from the secret of the hive. */
    public enum Encryption {
        /** Those of a hive that has a secret and an address which is not a loopback address. */
        AUTO,
        /** All. */
        ALWAYS,
        /** None. A drone that listens where other machines reach it says so in one line. */
        NEVER
    }

    /** Checks the ranges, and rounds the memory up. */
    public HiveConfig {
        Checks.requirePlace(size, rank, entry.isPresent(), port, coordinator.getPort(), hive);
        Checks.requirePages(pageSize, memoryBytes);
        Checks.require(
                budgetBytes >= 0, "The budget for consistency data is at least 0 bytes, not " + budgetBytes + ".");
        Checks.require(
                size == 1 || encryption != Encryption.ALWAYS || secretFile.isPresent() || entry.isPresent(),
                "Links are encrypted with what follows from the secret of the hive, and there is none; name a file that has one"
                        + " with HIVEMIND_SECRET_FILE.");
        onFailure.requireRoom(memoryPerDrone.isPresent());
        Checks.require(waitBound.isPositive(), "The bound on waits is more than nothing, not " + waitBound + ".");
        memoryBytes = (memoryBytes + pageSize - 1) / pageSize * pageSize;
        // What a newcomer was told is compared at the door; until then it knows nothing of the others.
        boolean isOutside = entry.isPresent() && rank < size;
        if (memoryPerDrone.isPresent() && !isOutside) {
            Checks.requireRoom(size, memoryPerDrone.getAsLong(), pageSize, memoryBytes);
            int pages = (int) (memoryBytes / pageSize);
            long working = new Room(memoryPerDrone.getAsLong(), pageSize, victims.choice).workingBytes(pages, size);
            budgetBytes = Math.min(budgetBytes, working / BUDGETS_IN_WORKING_ROOM);
        }
    }

    /** {@return a builder that begins with a hive of one and the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return what the environment of this process says, see {@link #fromEnvironment(Map)}}
     *
     * @throws IllegalArgumentException if a variable holds something that is not allowed; it names the variable
     */
    public static HiveConfig fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /**
     * {@return what {@code environment} says} What it does not say keeps its default. Sizes are numbers of bytes, or of
     * what one of the letters k, m, g after the number stands for; times are numbers of seconds, or of ms, s, min. Without
     * {@code HIVEMIND_RANK} the place in the hive is what Slurm, Open MPI or Kubernetes tell of it, if they do, as far as no other
     * variable says it.
     *
     * <p>The variables are {@code HIVEMIND_RANK}, {@code HIVEMIND_SIZE}, {@code HIVEMIND_COORDINATOR} and so on, all of which
     * docs/configuration.md describes with their defaults.
     *
     * @throws IllegalArgumentException if a variable holds something that is not allowed; it names the variable
     */
    public static HiveConfig fromEnvironment(Map<String, String> environment) {
        return new Environment(environment).config();
    }

    /** {@return how much memory a drone has} */
    Room room() {
        return memoryPerDrone.isPresent()
                ? new Room(memoryPerDrone.getAsLong(), pageSize, victims.choice)
                : Room.UNBOUNDED;
    }

    /** {@return whether links are under TLS} */
    boolean tls() {
        return hasLinks()
                && (secretFile.isPresent() || isNewcomer())
                && switch (encryption) {
                    case ALWAYS -> true;
                    case AUTO -> Exposure.isPossible(this);
                    case NEVER -> false;
                };
    }

    /** {@return whether others may link to this drone: a hive of one with a secret and an address may grow} */
    boolean hasLinks() {
        return size > 1 || isNewcomer() || (coordinator.getPort() > 0 && secretFile.isPresent());
    }

    /** {@return whether this drone came, or is to come, into a hive that others founded} */
    boolean isNewcomer() {
        return entry.isPresent();
    }

    /** Collects the parts of a {@link HiveConfig}. What is not set keeps its default. */
    public static final class Builder {
        private int rank;
        private int size = 1;
        private InetSocketAddress coordinator = InetSocketAddress.createUnresolved("127.0.0.1", 0);
        private String bind = "127.0.0.1";
        private int port;
        private String hive = "hive";
        private int pageSize = 4096;
        private long memoryBytes = 64L << 20;
        private OptionalLong budgetBytes = OptionalLong.empty();
        private Duration waitBound = Duration.ofSeconds(60);
        private boolean tethered;
        private boolean ahead = true;
        private OptionalLong memoryPerDrone = OptionalLong.empty();
        private Victims victims = Victims.SCAN;
        private Optional<Path> secretFile = Optional.empty();
        private Encryption encryption = Encryption.AUTO;
        private Optional<Path> resume = Optional.empty();
        private Optional<Entry> entry = Optional.empty();
        private String program = "";
        private Duration grace = Duration.ofSeconds(10);
        private OnFailure onFailure = OnFailure.END;
        private OptionalInt toldPageSize = OptionalInt.empty();
        private OptionalLong toldMemoryBytes = OptionalLong.empty();

        private Builder() {}

        /** Sets the number of this drone; 0 by default. */
        public Builder rank(int rank) {
            this.rank = rank;
            return this;
        }

        /** Sets how many drones the hive has; 1 by default. */
        public Builder size(int size) {
            this.size = size;
            return this;
        }

        /** Sets where drone 0 listens. Needed by a hive of more than one. */
        public Builder coordinator(String host, int port) {
            this.coordinator = InetSocketAddress.createUnresolved(host, port);
            return this;
        }

        /** Sets the address on which this drone listens; 127.0.0.1 by default. */
        public Builder bind(String bind) {
            this.bind = bind;
            return this;
        }

        /** Sets the port on which this drone listens, unless it is drone 0; any free one by default. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Sets the name of the hive; {@code hive} by default. */
        public Builder hive(String hive) {
            this.hive = hive;
            return this;
        }

        /** Sets how many bytes a page has; 4096 by default. */
        public Builder pageSize(int pageSize) {
            this.pageSize = pageSize;
            this.toldPageSize = OptionalInt.of(pageSize);
            return this;
        }

        /** Sets how many bytes the shared heap has; 64 MiB by default. */
        public Builder memoryBytes(long memoryBytes) {
            this.memoryBytes = memoryBytes;
            this.toldMemoryBytes = OptionalLong.of(memoryBytes);
            return this;
        }

        /**
         * Sets how many bytes of consistency data may gather before a collection; by default an eighth of the heap, and 32 MiB
         * at most.
         */
        public Builder budgetBytes(long budgetBytes) {
            this.budgetBytes = OptionalLong.of(budgetBytes);
            return this;
        }

        /** Sets how long any wait may last; 60 s by default. */
        public Builder waitBound(Duration waitBound) {
            this.waitBound = waitBound;
            return this;
        }

        /** Sets whether the process ends when its standard input does; not so by default. */
        public Builder tethered(boolean tethered) {
            this.tethered = tethered;
            return this;
        }

        /** Sets whether this drone sends data before it is asked for where it foresees the question; so by default. */
        public Builder ahead(boolean ahead) {
            this.ahead = ahead;
            return this;
        }

        /**
         * Sets how many bytes a drone has at most for its part of the shared heap and for what it works with; by default it may
         * hold a copy of every page.
         */
        public Builder memoryPerDrone(long memoryPerDrone) {
            this.memoryPerDrone = OptionalLong.of(memoryPerDrone);
            return this;
        }

        /** Sets which pages a drone gives up first when its memory is bounded; {@link Victims#SCAN} by default. */
        public Builder victims(Victims victims) {
            this.victims = victims;
            return this;
        }

        /**
         * Sets the file whose first line is the secret of the hive, {@code -} for the standard input; none by default. Only its owner
         * may have access to it.
         */
        public Builder secretFile(Path secretFile) {
            this.secretFile = Optional.of(secretFile);
            return this;
        }

        /** Sets which links are encrypted; {@link Encryption#AUTO} by default. */
        public Builder encryption(Encryption encryption) {
            this.encryption = encryption;
            return this;
        }

        /** Sets the directory of the checkpoint that the hive begins with; it begins with zeros by default. */
        public Builder resume(Path directory) {
            this.resume = Optional.of(directory);
            return this;
        }

        /**
         * Makes the drone a newcomer of a hive that runs already, of which any drone listens at {@code host} and {@code port}. It takes
         * the hive's page size, memory and memory per drone where they are not set here, and is refused if they are set and differ.
         *
         * @param tokenFile the file with the token that lets it in; only its owner may have access to it
         */
        public Builder enter(String host, int port, Path tokenFile) {
            this.entry = Optional.of(new Entry(
                    InetSocketAddress.createUnresolved(host, port),
                    tokenFile,
                    OptionalInt.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty()));
            return this;
        }

        /** Sets what tells the program from others; nothing by default. */
        public Builder program(String program) {
            this.program = program;
            return this;
        }

        /** Sets how long the process goes on after SIGTERM if it was asked to leave so; 10 s by default. */
        public Builder grace(Duration grace) {
            this.grace = grace;
            return this;
        }

        /** Sets whether the hive goes on without drones that fail, as {@link OnFailure#GO_ON} says; by default it ends. */
        public Builder goesOn(boolean goesOn) {
            return onFailure(goesOn ? OnFailure.GO_ON : OnFailure.END);
        }

        /** Sets what becomes of the hive when a drone fails; {@link OnFailure#END} by default. */
        public Builder onFailure(OnFailure onFailure) {
            this.onFailure = onFailure;
            return this;
        }

        /**
         * {@return the configuration}
         *
         * @throws IllegalArgumentException if a part is not allowed; it says what is
         */
        public HiveConfig build() {
            long budget = budgetBytes.orElse(Math.min(LARGEST_BUDGET, memoryBytes / BUDGETS_IN_HEAP));
            return new HiveConfig(
                    rank,
                    size,
                    coordinator,
                    bind,
                    port,
                    hive,
                    pageSize,
                    memoryBytes,
                    budget,
                    waitBound,
                    tethered,
                    ahead,
                    memoryPerDrone,
                    victims,
                    secretFile,
                    encryption,
                    resume,
                    entry.map(
                            at -> new Entry(at.hive(), at.tokenFile(), toldPageSize, toldMemoryBytes, memoryPerDrone)),
                    program,
                    grace,
                    onFailure);
        }
    }
}
