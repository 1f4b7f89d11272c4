/** One line as a value of YAML: plain where no reader can take it for anything but text, in quotes elsewhere. */
export function yamlText(text: string): string {
  const isPlain =
    /^[a-z][\w .'()?!/-]*$/i.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain && !text.endsWith(' ') ? text : JSON.stringify(text);
}
