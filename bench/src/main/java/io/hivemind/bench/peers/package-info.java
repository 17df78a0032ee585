/** HiveMind beside what else a Java programmer might take. The systems themselves are run by the module peers. */
@NullMarked
package io.hivemind.bench.peers;

import org.jspecify.annotations.NullMarked;
