package dev.firn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ElfFileTest {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @Test
    void saysWhatAProgramNeeds() throws IOException {
        ElfFile java = ElfFile.read(JAVA);

        assertThat(ElfFile.isElf(JAVA)).isTrue();
        assertThat(java.needed()).contains("libjli.so", "libc.so.6");
        assertThat(java.interpreter())
                .hasValueSatisfying(loader -> assertThat(loader).contains("/ld-linux"));
    }

    @Test
    void refusesAnythingElse(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "#!/bin/sh\n");

        assertThat(ElfFile.isElf(text)).isFalse();
        assertThatThrownBy(() -> ElfFile.read(text)).hasMessageContaining("no 64-bit");
    }
}
