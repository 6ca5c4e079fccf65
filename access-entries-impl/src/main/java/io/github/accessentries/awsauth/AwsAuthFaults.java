package io.github.accessentries.awsauth;

import java.util.ArrayList;
import java.util.List;

/** The faults of one ConfigMap; a text that has nothing else does not fill the memory with them. */
final class AwsAuthFaults {

    private static final int MOST = 1000;

    private final List<String> first = new ArrayList<>();
    private int more;

    void add(String fault) {
        if (first.size() < MOST) {
            first.add(fault);
        } else {
            more++;
        }
    }

    List<String> told() {
        List<String> told = new ArrayList<>(first);
        if (more > 0) {
            told.add("aws-auth: " + more + " more faults are not listed");
        }
        return told;
    }
}
