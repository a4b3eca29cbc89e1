package dev.firn.serdes.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LenientBase64Test {

    @ParameterizedTest
    @CsvSource({
        "Sm9obiBTbWl0aA, John Smith",
        "Sm9obiBTbWl0aA==, John Smith",
        "'Sm9o biBT\nbWl0aA', John Smith",
        "am9obitzbWl0aA, john+smith",
        "Sm9o=biBTbWl0aA, Joh",
        "'', ''",
        "=, ''",
        "S, ''",
        "Sm, J",
        "'äöü - &', ''",
    })
    void decodesWhatItCan(String text, String expected) {
        assertThat(new String(LenientBase64.decode(text.getBytes(UTF_8)), ISO_8859_1))
                .isEqualTo(expected);
    }

    @Test
    void decodesBothAlphabets() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[random.nextInt(50)];
            random.nextBytes(bytes);

            assertThat(LenientBase64.decode(Base64.getEncoder().encode(bytes))).isEqualTo(bytes);
            assertThat(LenientBase64.decode(
                            Base64.getUrlEncoder().withoutPadding().encode(bytes)))
                    .isEqualTo(bytes);
        }
    }
}
