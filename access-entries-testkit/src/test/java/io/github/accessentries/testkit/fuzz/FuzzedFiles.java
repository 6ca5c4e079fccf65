package io.github.accessentries.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.iac.AccessFormat;
import io.github.accessentries.iac.AccessSource;
import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.iac.Exported;
import io.github.accessentries.iac.Imported;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Files of teams and of infrastructure tools, of the kind that the first byte names: what is read can be written, and reads as the same
 * again where nothing had to be left out.
 */
final class FuzzedFiles implements Consumer<byte[]> {

    private static final List<AccessSource> SOURCES = List.of(
            AccessFormat.cloudFormation(),
            AccessFormat.terraform(),
            AccessFormat.eksctl(),
            AccessFormat.ack(),
            AccessFormat.crossplane(),
            AccessFormat.pulumi(),
            AccessSource.clusterApi());
    private static final int OWN = SOURCES.size();

    @Override
    public void accept(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int kind = Byte.toUnsignedInt(input[0]) % (SOURCES.size() + 1);
        String text = new String(input, 1, input.length - 1, UTF_8);
        try {
            if (kind == OWN) {
                DesiredAccess access = DesiredAccessFile.reader().read(text);
                assertThat(DesiredAccessFile.reader().read(DesiredAccessFile.write(access)))
                        .isEqualTo(access);
            } else {
                AccessSource source = SOURCES.get(kind);
                Imported read = source.read(text, Map.of());
                assertThat(read.toString()).doesNotContain("\u001b");
                if (source instanceof AccessFormat format) {
                    read.clusters().forEach((cluster, access) -> requireSameAgain(format, cluster, access));
                }
            }
        } catch (InvalidDesiredAccessException e) {
            assertThat(e).hasMessageMatching("(?s).+");
            assertThat(e.getMessage()).doesNotContain("\u001b");
        }
    }

    private static void requireSameAgain(AccessFormat format, String cluster, DesiredAccess access) {
        Exported written = format.write(cluster, access);
        Imported again = format.read(written.text(), Map.of());
        if (written.omissions().isEmpty()
                && again.omissions().isEmpty()
                && !access.entries().isEmpty()) {
            assertThat(again.clusters()).containsOnlyKeys(cluster);
            assertThat(again.clusters().get(cluster).entries()).isEqualTo(access.entries());
        }
    }
}
