package io.github.accessentries.iac;

import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.List;
import java.util.Map;

/** A dump as if it were a format, so that its cases hold in the same way; nobody writes one. */
final class DumpFormat implements AccessFormat {

    @Override
    public Imported read(String text, Map<String, String> values) {
        try {
            return AccessDump.parse(text).desired();
        } catch (IllegalArgumentException e) {
            throw new InvalidDesiredAccessException(List.of(Fault.of("", "dump", String.valueOf(e.getMessage()))));
        }
    }

    @Override
    public Exported write(String cluster, DesiredAccess access) {
        throw new UnsupportedOperationException("A dump is written by the AWS CLI and kubectl");
    }
}
