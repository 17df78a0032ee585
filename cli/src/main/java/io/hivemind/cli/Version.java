package io.hivemind.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the command tells: its own, as the build noted it, and that of Java. */
final class Version implements IVersionProvider {
    private static final String NOTED = "/META-INF/maven/io.hivemind/hivemind-cli/pom.properties";

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"hivemind " + own() + " (Java " + Runtime.version() + ")"};
    }

    private static String own() throws IOException {
        try (var noted = Version.class.getResourceAsStream(NOTED)) {
            var properties = new Properties();
            if (noted != null) {
                properties.load(noted);
            }
            return properties.getProperty("version", "(not packaged)");
        }
    }
}
