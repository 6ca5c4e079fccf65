package io.github.accessentries.testkit.internal.kubernetes.schema.table;

/**
 * What a type is called.
 *
 * @param section the package as the table calls it, such as {@code apps/v1}
 * @param apiVersion the group and version that objects of its kinds say
 * @param openApiPackage the package in OpenAPI
 * @param simpleName its name in the package; for kinds the kind
 */
public record TypeName(String section, String apiVersion, String openApiPackage, String simpleName) {

    /** Its name in the table, by which fields refer to it. */
    public String qualified() {
        return section + "." + simpleName;
    }

    /** Its name in OpenAPI. */
    public String openApi() {
        return openApiPackage + "." + simpleName;
    }
}
