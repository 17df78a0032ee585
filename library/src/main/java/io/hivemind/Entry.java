package io.hivemind;

import io.hivemind.runtime.Failures;
import io.hivemind.runtime.Newcomer;
import io.hivemind.wire.Admission;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Where a drone comes into a hive that runs already, and what it was told of that hive. The rest, it takes as the hive has it.
 *
 * @param hive where any drone of the hive listens
 * @param tokenFile the file whose first line is a token, which lets one newcomer in, once. Only its owner may have access to it
 * @param pageSize bytes in a page, if the drone was told; if the hive has others it is refused
 * @param memoryBytes size of the shared heap, if the drone was told; if the hive has another it is refused
 * @param memoryPerDrone how many bytes a drone has at most, if the drone was told; if those of the hive have others it is refused
 */
public record Entry(
        InetSocketAddress hive,
        Path tokenFile,
        OptionalInt pageSize,
        OptionalLong memoryBytes,
        OptionalLong memoryPerDrone) {
    /** {@return the newcomer that comes in here, once the hive lets it} */
    Newcomer knock(HiveConfig config, Consumer<String> news, Failures failures) {
        return Newcomer.knock(
                new Newcomer.Request(
                        hive.getHostString(),
                        hive.getPort(),
                        tokenFile,
                        config.program(),
                        pageSize,
                        memoryBytes,
                        memoryPerDrone,
                        config.waitBound()),
                news,
                failures);
    }

    /** {@return what a drone joined with that came with {@code config}, and was let in as {@code newcomer} says} */
    static HiveConfig admitted(HiveConfig config, Newcomer newcomer) {
        Admission let = newcomer.admission();
        return new HiveConfig(
                let.rank(),
                let.founders(),
                InetSocketAddress.createUnresolved(newcomer.doorHost(), newcomer.doorPort()),
                config.bind(),
                config.port(),
                let.hive(),
                let.pageSize(),
                let.heapBytes(),
                let.budgetBytes(),
                config.waitBound(),
                config.tethered(),
                config.ahead(),
                let.roomBytes() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(let.roomBytes()),
                config.victims(),
                config.secretFile(),
                newcomer.isEncrypted() ? HiveConfig.Encryption.ALWAYS : HiveConfig.Encryption.NEVER,
                Optional.empty(),
                config.entry(),
                config.program(),
                config.grace(),
                OnFailure.of(let.survival()));
    }
}
