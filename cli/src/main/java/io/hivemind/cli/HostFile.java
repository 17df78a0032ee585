package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The file that names the hosts of a hive: a line for each, or YAML if its name ends so. Both forms say the same things in the same
 * words.
 */
final class HostFile {
    private static final Pattern YAML = Pattern.compile(".*\\.ya?ml");
    /** A name or an address, the latter in brackets if it has colons of its own, and perhaps a port behind it. */
    private static final Pattern HOST = Pattern.compile("(?:\\[([^]]*)]|([^:]+))(?::(.*))?");

    private static final String LIST = "hosts";
    private static final String NAME = "host";

    private final String file;

    private HostFile(Path file) {
        this.file = file.toString();
    }

    /** {@return the hosts that {@code file} names, in its order, at least one} */
    static List<Host> read(Path file) {
        try {
            String text = Files.readString(file);
            var reader = new HostFile(file);
            boolean yaml = YAML.matcher(file.toString()).matches();
            List<Host> hosts = yaml ? reader.yaml(text) : reader.lines(text);
            if (hosts.isEmpty()) {
                throw new Mistake("The file " + file + " names no host.");
            }
            return hosts;
        } catch (IOException failed) {
            throw new Mistake("The hosts cannot be read: " + Reasons.of(failed) + ".", failed);
        }
    }

    private List<Host> lines(String text) {
        var hosts = new ArrayList<Host>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String said = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (!said.isEmpty()) {
                hosts.add(line(said, file + ", line " + number));
            }
        }
        return hosts;
    }

    private static Host line(String said, String where) {
        String[] words = said.split("\\s+");
        Matcher host = HOST.matcher(words[0]);
        if (!host.matches()) {
            throw new Mistake(where + ": \"" + words[0] + "\" is not a host, perhaps with a port behind a colon.");
        }
        var settings = new LinkedHashMap<String, String>();
        if (host.group(3) != null) {
            settings.put("port", host.group(3));
        }
        for (String word : List.of(words).subList(1, words.length)) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new Mistake(where + ": \"" + word + "\" is not of the form key=value, such as slots=4.");
            }
            if (settings.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
                throw new Mistake(where + ": " + word.substring(0, equals) + " is given twice.");
            }
        }
        return Host.of(host.group(1) == null ? host.group(2) : host.group(1), settings, where);
    }

    private List<Host> yaml(String text) {
        Object document;
        try {
            document = new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text);
        } catch (YamlEngineException wrong) {
            String reason =
                    String.valueOf(wrong.getMessage()).lines().findFirst().orElse("it cannot be read");
            throw new Mistake("The file " + file + " is not YAML: " + reason + ".", wrong);
        }
        if (!(document instanceof Map<?, ?> map) || map.size() != 1 || !(map.get(LIST) instanceof List<?> list)) {
            throw new Mistake("The file " + file + " must have one list called hosts, with \"- host: NAME\" for each.");
        }
        var hosts = new ArrayList<Host>();
        for (Object entry : list) {
            hosts.add(entry(entry, file + ", host " + (hosts.size() + 1)));
        }
        return hosts;
    }

    private static Host entry(Object entry, String where) {
        if (!(entry instanceof Map<?, ?> map) || !(map.get(NAME) instanceof String name)) {
            throw new Mistake(where + ": there must be \"host: NAME\", and then what else is to be known of it.");
        }
        var settings = new LinkedHashMap<String, String>();
        map.forEach((key, value) -> {
            if (!(value instanceof String || value instanceof Number)) {
                throw new Mistake(where + ": " + key + " must be a word or a number.");
            }
            settings.put(String.valueOf(key), String.valueOf(value));
        });
        settings.remove(NAME);
        return Host.of(name, settings, where);
    }
}
