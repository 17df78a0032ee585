package io.hivemind.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A cluster of Slurm on this machine, with a configuration of its own: a controller, and two nodes that are called by the addresses
 * of loopback that are theirs. Slurm must be installed, and run by the administrator, for it starts tasks for others.
 */
final class SlurmCluster implements AutoCloseable {
    private static final List<String> NODES = List.of("127.0.0.2", "127.0.0.3");
    private static final long END_SECONDS = 10;
    private static final int READY_SECONDS = 20;

    private final Path folder;
    private final List<Process> daemons = new ArrayList<>();

    /**
     * Starts a cluster in {@code folder}, and waits until its nodes take a job. Another process may take a port between the look whether it is free and
     * the start of the daemon, whose node then never comes; so there is a second attempt, with other ports.
     */
    static SlurmCluster started(Path folder) throws IOException, InterruptedException {
        var first = new SlurmCluster(folder.resolve("first"));
        if (first.isReady()) {
            return first;
        }
        first.close();
        var second = new SlurmCluster(folder.resolve("second"));
        if (second.isReady()) {
            return second;
        }
        second.close();
        throw new IllegalStateException(
                "The nodes of Slurm took no job within " + READY_SECONDS + " s:\n" + first.log() + second.log());
    }

    private SlurmCluster(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(configuration(), configurationText());
        daemon("slurmctld", "-D", "-i");
        for (String node : NODES) {
            daemon("slurmd", "-D", "-N", node);
        }
    }

    /** {@return where the configuration is, for {@code SLURM_CONF}} */
    Path configuration() {
        return folder.resolve("slurm.conf");
    }

    /** {@return what the daemons have said} */
    String log() throws IOException {
        var log = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                log.append(file.getFileName()).append(":\n").append(Files.readString(file));
            }
        }
        return log.toString();
    }

    @Override
    public void close() {
        daemons.forEach(Process::destroy);
        for (Process daemon : daemons) {
            Process ended = daemon.onExit()
                    .completeOnTimeout(daemon, END_SECONDS, TimeUnit.SECONDS)
                    .join();
            ended.destroyForcibly();
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        Process job = process(
                "ready",
                "srun",
                "--immediate=" + READY_SECONDS,
                "-N",
                String.valueOf(NODES.size()),
                "--chdir",
                folder.toString(),
                "true");
        boolean ended = job.waitFor(READY_SECONDS + END_SECONDS, TimeUnit.SECONDS);
        job.destroyForcibly();
        return ended && job.exitValue() == 0;
    }

    private void daemon(String... command) throws IOException {
        daemons.add(process(command[0] + daemons.size(), command));
    }

    private Process process(String name, String... command) throws IOException {
        Path output = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("SLURM_CONF", configuration().toString());
        return builder.start();
    }

    private String configurationText() throws IOException {
        var text = new StringBuilder("""
                ClusterName=test
                SlurmctldHost=%1$s(127.0.0.1)
                SlurmctldPort=%3$d
                AuthType=auth/none
                CredType=cred/none
                SlurmUser=root
                SlurmdUser=root
                StateSaveLocation=%2$s/state
                SlurmdSpoolDir=%2$s/spool-%%n
                SlurmctldPidFile=%2$s/controller.pid
                SlurmdPidFile=%2$s/%%n.pid
                ProctrackType=proctrack/linuxproc
                TaskPlugin=task/none
                SwitchType=switch/none
                MpiDefault=none
                MailProg=/bin/true
                ReturnToService=2
                PartitionName=all Nodes=ALL Default=YES State=UP
                """.formatted(InetAddress.getLocalHost().getHostName(), folder, freePort()));
        for (String node : NODES) {
            text.append("NodeName=%1$s NodeHostname=%1$s NodeAddr=%1$s Port=%2$d CPUs=1%n".formatted(node, freePort()));
        }
        return text.toString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
