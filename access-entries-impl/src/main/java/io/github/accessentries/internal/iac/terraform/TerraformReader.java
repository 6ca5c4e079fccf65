package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.List;
import java.util.Map;

/** Reads Terraform's JSON; {@link TerraformWriter} writes it. */
public final class TerraformReader {

    private static final String REMEDY =
            "print a state or a saved plan with terraform show -json, and read what that prints";

    /** How much of a text is shown to somebody who wonders what was read. */
    private static final int LONGEST_SHOWN = 40;

    private TerraformReader() {}

    /**
     * Reads a configuration, state or plan.
     *
     * @param json its JSON
     * @param values what stands for its expressions
     * @return the access that it describes
     * @throws InvalidDesiredAccessException if it is none of them, or has a fault
     */
    public static Carried read(String json, Map<String, String> values) {
        refuseOtherForms(json);
        Document document = Document.parseJson(json, "JSON of Terraform", DocumentLimits.TERRAFORM, new ShownExcerpt());
        Field root = document.root();
        AccessOfDocument access = new AccessOfDocument(document, values);
        if (ShownDocument.isOne(root)) {
            new ShownDocument(root, values, access).read();
        } else if (isRawState(root)) {
            throw refused("line " + root.line(), "is a state as Terraform keeps it for itself; " + REMEDY);
        } else if (Configuration.isOne(root)) {
            new ConfigurationReader(new Configuration(root), values, access).read();
        } else {
            root.fault("has neither resource nor values, so it is neither a configuration of Terraform nor a state; "
                    + REMEDY);
        }
        return access.finish();
    }

    private static boolean isRawState(Field root) {
        return root.member("version").isPresent()
                && (root.member("lineage").isPresent()
                        || root.member("serial").isPresent()
                        || root.member("terraform_version").isPresent());
    }

    /** Terraform prints much, of which only one form is for other programs. */
    private static void refuseOtherForms(String text) {
        String content = text.strip();
        String start = content.startsWith("\uFEFF") ? content.substring(1) : content;
        if (start.isEmpty()) {
            throw refused("line 1", "is empty; " + REMEDY);
        }
        if (start.startsWith("PK\u0003\u0004")) {
            throw refused("line 1", "is a saved plan as Terraform keeps it for itself; " + REMEDY);
        }
        if (!start.startsWith("{")) {
            String beginning = start.lines().findFirst().orElse("");
            throw refused(
                    "line 1",
                    "begins with "
                            + PlainText.quoted(
                                    beginning.length() > LONGEST_SHOWN
                                            ? beginning.substring(0, LONGEST_SHOWN)
                                            : beginning)
                            + ", and is no JSON: HCL, and what Terraform prints for people, are not read; "
                            + REMEDY);
        }
        String firstLine = start.lines().findFirst().orElse("");
        if (firstLine.contains("\"@level\"") && firstLine.contains("\"@message\"")) {
            throw refused(
                    "line 1",
                    "has the messages of a run of Terraform, one on each line; save the plan with -out, and " + REMEDY);
        }
    }

    private static InvalidDesiredAccessException refused(String place, String reason) {
        return new InvalidDesiredAccessException(List.of(Fault.of("", place, "the text " + reason)));
    }
}
