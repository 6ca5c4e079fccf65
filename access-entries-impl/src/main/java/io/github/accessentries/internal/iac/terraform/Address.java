package io.github.accessentries.internal.iac.terraform;

import java.util.regex.Pattern;

/** What Terraform calls its resources: those of one block differ in the key behind it, and modules may have keys, too. */
final class Address {

    private static final String KEY = "\\[(?:\\d+|\\*|\"(?:[^\"\\\\]|\\\\.)*+\")]";
    private static final Pattern ANY_KEY = Pattern.compile(KEY);
    private static final Pattern LAST_KEY = Pattern.compile(KEY + "$");

    private Address() {}

    /** The block of a resource, in the very module that the resource is in. */
    static String block(String address) {
        return LAST_KEY.matcher(address).replaceFirst("");
    }

    /** Where the block of a resource is written, whatever stands for several modules or resources. */
    static String written(String address) {
        return ANY_KEY.matcher(address).replaceAll("");
    }
}
