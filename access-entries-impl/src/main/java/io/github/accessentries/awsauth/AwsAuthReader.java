package io.github.accessentries.awsauth;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.KubernetesYaml;
import io.github.accessentries.internal.document.ToldFaults;
import io.github.accessentries.internal.document.UnreadableYamlException;
import io.github.accessentries.internal.document.YamlTextList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the data of {@code aws-auth} as the public authenticator does, which goes on after a fault with what it has: a list
 * that is no YAML is lost whole, a member of the wrong type alone.
 */
final class AwsAuthReader {

    /** The ways to write an empty value, between what Go takes for blanks. */
    private static final Pattern EMPTY = Pattern.compile("[\\t-\\r\\x85\\p{Z}]*(?:\"\"|''|``)?[\\t-\\r\\x85\\p{Z}]*");

    private final ToldFaults faults = new ToldFaults(more -> "aws-auth: " + more + " more faults are not listed");

    AwsAuthReader(List<String> earlierFaults) {
        earlierFaults.forEach(faults::add);
    }

    AwsAuth read(Map<String, String> data) {
        return AwsAuth.builder()
                .roles(mappings("mapRoles", "rolearn", data))
                .users(mappings("mapUsers", "userarn", data))
                .accounts(accounts("mapAccounts", data))
                .faults(faults.told())
                .build();
    }

    private List<ArnMapping> mappings(String section, String arnKey, Map<String, String> data) {
        List<ArnMapping> mappings = new ArrayList<>();
        int place = 0;
        for (JsonElement item : items(section, data)) {
            String name = section + "[" + place + "]";
            new MappingItem(arnKey, fault -> faults.add(name + fault))
                    .decode(item)
                    .ifPresent(mappings::add);
            place++;
        }
        return mappings;
    }

    private Iterable<JsonElement> items(String section, Map<String, String> data) {
        Optional<String> yaml = written(section, data);
        if (yaml.isPresent()) {
            try {
                JsonElement root = KubernetesYaml.read(yaml.get(), DocumentLimits.AWS_AUTH);
                if (root instanceof JsonArray list) {
                    return list;
                }
                if (!root.isJsonNull()) {
                    faults.add(section + ": is not a list, so the cluster reads no mapping here");
                }
            } catch (UnreadableYamlException e) {
                faults.add(lost(section, e));
            }
        }
        return List.of();
    }

    private List<String> accounts(String section, Map<String, String> data) {
        Optional<String> yaml = written(section, data);
        if (yaml.isPresent()) {
            try {
                YamlTextList accounts = YamlTextList.read(yaml.get(), DocumentLimits.AWS_AUTH);
                accounts.faults().forEach(fault -> faults.add(fault.at(section)));
                return accounts.texts();
            } catch (UnreadableYamlException e) {
                faults.add(lost(section, e));
            }
        }
        return List.of();
    }

    private static String lost(String section, UnreadableYamlException e) {
        return e.at(section) + "; the cluster loses all of " + section + " by it";
    }

    private static Optional<String> written(String section, Map<String, String> data) {
        return Optional.ofNullable(data.get(section))
                .filter(yaml -> !EMPTY.matcher(yaml).matches());
    }
}
