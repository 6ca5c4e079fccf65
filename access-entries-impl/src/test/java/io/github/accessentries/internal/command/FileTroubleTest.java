package io.github.accessentries.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class FileTroubleTest {

    @Test
    void reason_isInWords_notInTheNameOfAnException() {
        assertThat(FileTrouble.of(new NoSuchFileException("f"))).isEqualTo("f does not exist");
        assertThat(FileTrouble.of(new AccessDeniedException("f"))).isEqualTo("access to f is denied");
        assertThat(FileTrouble.of(new FileAlreadyExistsException("f"))).isEqualTo("f exists");
        assertThat(FileTrouble.of(new NotDirectoryException("f"))).isEqualTo("f is no directory");
        assertThat(FileTrouble.of(new FileSystemLoopException("f"))).isEqualTo("the links at f go round in a circle");
        assertThat(FileTrouble.of(new FileSystemException("f", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileTrouble.of(new IOException("Stream closed"))).isEqualTo("Stream closed");
        assertThat(FileTrouble.of(new IOException())).isEqualTo("the system gives no reason");
    }
}
